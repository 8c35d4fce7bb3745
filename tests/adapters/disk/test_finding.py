"""Which documents a folder holds."""

from pathlib import Path

from cem_maturity.adapters.disk import documents_below


def found(*paths: Path, left_out: tuple[Path, ...] = ()) -> list[str]:
    """The documents as they are given."""
    return list(documents_below(paths, {str(path.resolve()) for path in left_out}))


def a_tree(folder: Path, *names: str) -> Path:
    """The *folder* with empty files of those *names*."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return folder


def test_documents_come_sorted_those_of_a_folder_before_those_below(tmp_path: Path) -> None:
    """By their names, in whatever order the disk has them; other files are none."""
    shops = a_tree(tmp_path / "s", "b.yaml", "a.yml", "B.YAML", "z/1.yaml", "c/2.yaml", "c/d/3.yaml", "a.txt", "yaml")

    assert found(shops) == [
        f"{shops}/{name}" for name in ("B.YAML", "a.yml", "b.yaml", "c/2.yaml", "c/d/3.yaml", "z/1.yaml")
    ]


def test_a_file_counts_once_where_it_comes_first(tmp_path: Path) -> None:
    """By whatever way it is given."""
    shops = a_tree(tmp_path / "s", "a.yaml", "b.yaml")
    (shops / "c.yaml").symlink_to("a.yaml")

    assert found(shops / "b.yaml", shops, shops / "." / "a.yaml") == [f"{shops}/b.yaml", f"{shops}/a.yaml"]


def test_what_is_hidden_left_out_or_behind_a_link_to_a_folder_is_not_taken(tmp_path: Path) -> None:
    """But for what was named."""
    shops = a_tree(tmp_path / "s", ".a.yaml", ".h/b.yaml", "out/c.yaml", "d.yaml", "e.yaml")
    a_tree(tmp_path / "other", "f.yaml")
    (shops / "link").symlink_to(tmp_path / "other", target_is_directory=True)
    (shops / "g.yaml").symlink_to(tmp_path / "other" / "f.yaml")
    without = (shops / "out", shops / "e.yaml")

    assert found(shops, left_out=without) == [f"{shops}/d.yaml", f"{shops}/g.yaml"]
    assert found(shops / "e.yaml", shops / "out", left_out=without) == [f"{shops}/e.yaml", f"{shops}/out/c.yaml"]


def test_keys_to_clients_are_no_documents_of_their_folder(tmp_path: Path) -> None:
    """In any language, of a case or of a sample; one that is named is given all the same."""
    shops = a_tree(tmp_path / "s", "key.yaml", "key.ru.yaml", "answers.ru.yaml", "keys/a.key.yaml", "monkey.yaml")

    assert found(shops) == [f"{shops}/answers.ru.yaml", f"{shops}/monkey.yaml"]
    assert found(shops / "key.yaml") == [f"{shops}/key.yaml"]


def test_what_is_not_there_is_given_as_it_stands(tmp_path: Path) -> None:
    """Whoever reads it is told why."""
    assert found(tmp_path / "none.yaml") == [f"{tmp_path}/none.yaml"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """A link to a folder is not followed, and one to itself is a file that cannot be read."""
    shops = a_tree(tmp_path / "s", "a.yaml")
    (shops / "again").symlink_to(shops, target_is_directory=True)
    (shops / "b.yaml").symlink_to(shops / "b.yaml")

    assert found(shops) == [f"{shops}/a.yaml", f"{shops}/b.yaml"]
