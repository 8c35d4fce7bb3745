"""`cem batch`: what it leaves, what it does again, what it tells, and how it ends."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app
from tests.cli.batches import QUESTIONNAIRE, a_unit, contents, portfolio, run, the_questionnaire


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with the questionnaire."""
    monkeypatch.chdir(tmp_path)
    the_questionnaire(tmp_path)
    return tmp_path


SMALL = Path("small.yaml")
SHOPS, OUT = Path("shops"), Path("out")


def test_a_folder_becomes_a_portfolio_with_a_report_a_unit() -> None:
    """The path of the portfolio is the result; the rest is one line on stderr."""
    a_unit(SHOPS, "north/1.yaml", "333")
    a_unit(SHOPS, "south/2.yml", "111")

    result = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    assert (result.exit_code, result.stdout) == (0, "out/portfolio.html\n")
    assert result.stderr == "2 units: none failed; 2 new reports, 0 unchanged.\n"
    assert list(contents(OUT)) == [
        "portfolio.csv",
        "portfolio.html",
        "portfolio.json",
        "portfolio.xlsx",
        "reports/acme--1.md",
        "reports/acme--2.md",
    ]
    assert [(one["file"], one["level"], one["report"]) for one in portfolio(OUT)["units"]] == [
        ("shops/north/1.yaml", 3, "reports/acme--1.md"),
        ("shops/south/2.yml", 1, "reports/acme--2.md"),
    ]


def test_a_broken_file_costs_only_itself() -> None:
    """Its problems go to stderr and into the portfolio; the exit code is 4."""
    a_unit(SHOPS, "a.yaml", "333")
    a_unit(SHOPS, "b.yaml", "932")
    (SHOPS / "c.yaml").write_text("format: [\n", encoding="utf-8")

    result = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    units = portfolio(OUT)["units"]
    assert result.exit_code == 4
    assert [line.partition(" ")[0] for line in result.stderr.splitlines()[:2]] == [
        "shops/b.yaml:6:12:",
        "shops/c.yaml:2:1:",
    ]
    assert result.stderr.endswith("\n3 units: 2 failed; 1 new report, 0 unchanged.\n")
    assert [(one["status"], [problem["code"] for problem in one["problems"]]) for one in units] == [
        ("ok", []),
        ("failed", ["level-out-of-scale"]),
        ("failed", ["not-yaml"]),
    ]


def test_whether_a_path_can_be_read_is_seen_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says in advance of one of them must not refuse the whole command line."""
    a_unit(SHOPS, "a.yaml", "333")
    other = a_unit(Path("other"), "b.yaml", "111")
    ask = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != other.name and ask(path, mode))

    result = run(SHOPS, other, "-o", OUT, "--format", "none", questionnaire=SMALL)

    assert result.exit_code == 0
    assert [one["file"] for one in portfolio(OUT)["units"]] == ["shops/a.yaml", "other/b.yaml"]


def test_where_all_are_broken_there_is_still_a_portfolio() -> None:
    """Whoever waits for it learns why it is empty."""
    a_unit(SHOPS, "a.yaml", "9")

    result = run(SHOPS, "missing.yaml", "-o", OUT, questionnaire=SMALL)

    assert (result.exit_code, result.stdout) == (4, "out/portfolio.html\n")
    assert [one["status"] for one in portfolio(OUT)["units"]] == ["failed", "failed"]
    assert "missing.yaml:1:1: [file-missing]" in result.stderr


def test_a_second_run_over_the_same_renders_nothing() -> None:
    """Not one file is written, not even the portfolio."""
    a_unit(SHOPS, "a.yaml")
    a_unit(SHOPS, "b.yaml")
    arguments = (SHOPS, "-o", OUT, "--format", "md", "--format", "html")
    run(*arguments, questionnaire=SMALL)
    before = {path: path.stat().st_mtime_ns for path in OUT.rglob("*") if path.is_file()}

    result = run(*arguments, questionnaire=SMALL)

    assert result.stderr == "2 units: none failed; 0 new reports, 4 unchanged.\n"
    assert {path: path.stat().st_mtime_ns for path in OUT.rglob("*") if path.is_file()} == before


def test_a_touched_file_is_no_changed_file() -> None:
    """What counts is what stands in it."""
    file = a_unit(SHOPS, "a.yaml")
    run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)
    os.utime(file, (1, 1))

    result = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    assert "0 new reports, 1 unchanged" in result.stderr


def test_what_was_edited_is_rendered_anew_and_nothing_else() -> None:
    """Answers touch one report, the questionnaire all that answer it, a lost or spoilt report is made again."""
    a_unit(SHOPS, "a.yaml", "321")
    a_unit(SHOPS, "b.yaml", "321")
    arguments = (SHOPS, "-o", OUT, "--format", "md")
    first = run(*arguments, questionnaire=SMALL)

    a_unit(SHOPS, "a.yaml", "333")
    answers = run(*arguments, questionnaire=SMALL)
    (OUT / "reports" / "acme--b.md").unlink()
    lost = run(*arguments, questionnaire=SMALL)
    SMALL.write_text(QUESTIONNAIRE.replace("title: Voice", "title: The voice"), encoding="utf-8")
    questionnaire = run(*arguments, questionnaire=SMALL)

    ends = [first, answers, lost, questionnaire]
    assert [end.stderr.rpartition("; ")[2] for end in ends] == [
        "2 new reports, 0 unchanged.\n",
        "1 new report, 1 unchanged.\n",
        "1 new report, 1 unchanged.\n",
        "2 new reports, 0 unchanged.\n",
    ]
    assert "The voice" in (OUT / "reports" / "acme--b.md").read_text(encoding="utf-8")


def test_brand_template_kind_and_time_touch_every_report() -> None:
    """Each changes what stands on the pages."""
    a_unit(SHOPS, "a.yaml")
    brand, look = Path("brand.yaml"), Path("look")
    brand.write_text("format: 1\nname: One house\n", encoding="utf-8")
    CliRunner().invoke(app, ["new", "template", "-o", str(look)])

    def new(*arguments: object, **environment: str) -> int:
        ended = run(SHOPS, "-o", OUT, "--format", "html", *arguments, questionnaire=SMALL, env=environment)
        return int(ended.stderr.rpartition("; ")[2].partition(" ")[0])

    counts = [new(), new("--brand", brand), new("--brand", brand)]
    brand.write_text("format: 1\nname: Another house\n", encoding="utf-8")
    counts += [new("--brand", brand), new("--template", look), new("--template", look)]
    with (look / "report.html").open("a", encoding="utf-8") as page:
        page.write("<!-- mine -->")
    counts += [new("--template", look), new("--language", "ru"), new("--language", "ru")]
    counts += [new("--kind", "outward"), new(SOURCE_DATE_EPOCH="1000000000"), new(SOURCE_DATE_EPOCH="1000000000")]

    assert counts == [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0]


def test_the_language_of_the_messages_touches_no_report_that_has_its_own() -> None:
    """Two people with another language each may run the same batch."""
    a_unit(SHOPS, "a.yaml")
    arguments = ("batch", str(SHOPS), "-o", str(OUT), "--format", "md", "--questionnaire", str(SMALL))

    told = [
        subprocess.run(
            [sys.executable, "-m", "cem_maturity", *arguments],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)), "LANGUAGE": language},
            capture_output=True,
            check=True,
        ).stdout
        for language in ("en", "ru")
    ]
    again = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    assert told == [b"out/portfolio.html\n"] * 2
    assert "0 new reports, 1 unchanged" in again.stderr
    assert len((OUT / ".cem-batch.jsonl").read_text(encoding="utf-8").splitlines()) == 6


def test_units_of_the_same_name_never_share_a_report() -> None:
    """Each gets a digest of its path, whatever the order; what was called so before stays alone."""
    a_unit(SHOPS, "a.yaml", unit="Main Street")
    a_unit(SHOPS, "b.yaml", unit="MAIN street")
    a_unit(SHOPS, "c.yaml", unit="Side Street")
    first, second = SHOPS / "a.yaml", SHOPS / "b.yaml"

    run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)
    run(second, first, SHOPS, "-o", "other", "--format", "md", questionnaire=SMALL)

    names = {one["file"]: one["report"] for one in portfolio(OUT)["units"]}
    assert names == {
        "shops/a.yaml": "reports/acme--main-street-54490aa5.md",
        "shops/b.yaml": "reports/acme--main-street-9b6356e2.md",
        "shops/c.yaml": "reports/acme--side-street.md",
    }
    assert {one["file"]: one["report"] for one in portfolio(Path("other"))["units"]} == names
    assert len(list((OUT / "reports").iterdir())) == 3


def test_what_is_not_ours_is_never_overwritten() -> None:
    """The unit keeps its figures and gets a problem; the others their reports."""
    a_unit(SHOPS, "a.yaml")
    a_unit(SHOPS, "b.yaml")
    foreign = OUT / "reports" / "acme--a.md"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("mine", encoding="utf-8")

    result = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    units = portfolio(OUT)["units"]
    assert result.exit_code == 4
    assert foreign.read_text(encoding="utf-8") == "mine"
    assert "shops/a.yaml:1:1: [report-in-the-way]" in result.stderr
    assert [(one["level"], one["report"], [each["code"] for each in one["problems"]]) for one in units] == [
        (1, None, ["report-in-the-way"]),
        (1, "reports/acme--b.md", []),
    ]


@pytest.mark.parametrize("name", ["portfolio.html", "portfolio.csv", "portfolio.json", "portfolio.xlsx"])
def test_a_portfolio_that_is_not_ours_is_never_overwritten(name: str) -> None:
    """The exit code says that it could not be written."""
    a_unit(SHOPS, "a.yaml")
    OUT.mkdir()
    (OUT / name).write_text("mine", encoding="utf-8")

    result = run(SHOPS, "-o", OUT, "--format", "none", questionnaire=SMALL)

    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr == (
        f"out/{name} is there already and none of ours; move it away, or choose another folder with -o.\n"
    )
    assert (OUT / name).read_text(encoding="utf-8") == "mine"


def test_reports_of_units_that_are_gone_are_left_and_counted() -> None:
    """Nobody's file is removed; what belongs to a unit in another format or kind still belongs."""
    a_unit(SHOPS, "a.yaml")
    gone = a_unit(SHOPS, "b.yaml")
    run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)
    gone.unlink()

    result = run(SHOPS, "-o", OUT, "--format", "html", "--kind", "executive", questionnaire=SMALL)
    again = run(SHOPS, "-o", OUT, "--format", "html", "--kind", "executive", questionnaire=SMALL)

    left = "1 report of an earlier run belongs to no unit any more; it was left in out/reports.\n"
    assert result.stderr == f"{left}1 unit: none failed; 1 new report, 0 unchanged.\n"
    assert again.stderr == f"{left}1 unit: none failed; 0 new reports, 1 unchanged.\n"
    assert sorted(path.name for path in (OUT / "reports").iterdir()) == [
        "acme--a.executive.html",
        "acme--a.md",
        "acme--b.md",
    ]


def test_the_portfolio_alone_makes_no_reports() -> None:
    """Where figures are wanted, pages cost time."""
    a_unit(SHOPS, "a.yaml")

    result = run(SHOPS, "-o", OUT, "--format", "none", questionnaire=SMALL)

    assert (result.exit_code, (OUT / "reports").exists()) == (0, False)
    assert portfolio(OUT)["units"][0]["report"] is None


def test_what_stands_among_answers_and_is_none_is_left_alone() -> None:
    """Hidden files, the questionnaire and the brand in use, the folder of the portfolio, folders behind links."""
    a_unit(SHOPS, "a.yaml")
    a_unit(SHOPS, ".hidden.yaml")
    a_unit(SHOPS, ".hidden/b.yaml")
    a_unit(SHOPS / "out", "old.yaml")
    a_unit(Path("elsewhere"), "c.yaml")
    (SHOPS / "link").symlink_to(Path("elsewhere").absolute(), target_is_directory=True)
    (SHOPS / "twice.yaml").symlink_to(SHOPS.absolute() / "a.yaml")
    (SHOPS / "notes.txt").write_text("no answers", encoding="utf-8")
    shutil.copy(SMALL, SHOPS / "small.yaml")
    (SHOPS / "brand.yaml").write_text("format: 1\nname: A house\n", encoding="utf-8")

    result = run(
        SHOPS, SHOPS / "a.yaml", "-o", SHOPS / "out", "--brand", SHOPS / "brand.yaml", "--format", "md",
        questionnaire=SHOPS / "small.yaml",
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert [one["file"] for one in portfolio(SHOPS / "out")["units"]] == ["shops/a.yaml"]


def test_without_any_answers_file_it_is_wrong_usage() -> None:
    """Nothing is made then, not even the folder."""
    SHOPS.mkdir()

    result = run(SHOPS, "-o", OUT)

    assert (result.exit_code, result.stdout, OUT.exists()) == (2, "", False)
    assert result.stderr == "There is no answers file in shops: no file ends in .yaml or .yml.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "none", "--format", "pdf"],
        ["--format", "md", "--template", "standard"],
        ["--workers", "2", "--scheduler", "tcp://127.0.0.1:1"],
        ["--workers", "0"],
        ["--fail-under", "three"],
        ["--fail-under", "vioce=2", "--format", "none"],
        ["--questionnaire", "no-such-thing"],
        ["--template", "no-such-thing"],
        ["--fail-if-lower-than", "nowhere-empty"],
    ],
    ids=" ".join,
)
def test_options_that_mean_nothing_are_wrong_usage(wrong: list[str]) -> None:
    """Each with a sentence, and before any report is made."""
    a_unit(SHOPS, "a.yaml")
    Path("nowhere-empty").mkdir()

    result = run(SHOPS, "-o", OUT, *wrong, questionnaire=None if "--questionnaire" in wrong else SMALL)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert not (OUT / "reports").exists()


def test_gates_hold_for_every_unit() -> None:
    """A unit that fails one is named; with a broken file beside it, that counts for more."""
    a_unit(SHOPS, "a.yaml", "333")
    a_unit(SHOPS, "b.yaml", "331")

    missed = run(SHOPS, "-o", OUT, "--format", "none", "--fail-under", "data=2", questionnaire=SMALL)
    passed = run(SHOPS, "-o", OUT, "--format", "none", "--fail-under", "voice=2", questionnaire=SMALL)
    a_unit(SHOPS, "c.yaml", "9")
    broken = run(SHOPS, "-o", OUT, "--format", "none", "--fail-under", "data=2", questionnaire=SMALL)

    assert [missed.exit_code, passed.exit_code, broken.exit_code] == [3, 0, 4]
    assert missed.stderr.splitlines()[0] == "shops/b.yaml: gate failed: data is at level 1, 2 is wanted"
    assert missed.stdout == "out/portfolio.html\n"


def test_no_unit_may_fall_behind_its_latest_earlier_answers() -> None:
    """Found by organisation and unit, wherever they stand; new units are counted."""
    a_unit(SHOPS, "now-a.yaml", "222", unit="A")
    a_unit(SHOPS, "now-b.yaml", "222", unit="B")
    a_unit(SHOPS, "now-c.yaml", "000", unit="C")
    a_unit(SHOPS / "old", "1.yaml", "333", unit="A", date="2025-01-01")
    a_unit(SHOPS / "old", "2.yaml", "222", unit="A", date="2025-06-01")
    a_unit(SHOPS / "old", "3.yaml", "223", unit="B", date="2025-06-01")

    result = run(SHOPS, "-o", OUT, "--format", "none", "--fail-if-lower-than", SHOPS / "old", questionnaire=SMALL)

    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        "shops/now-b.yaml: gate failed: data is at level 2, 3 is wanted",
        "1 unit has no earlier answers to be held against.",
        "3 units: none failed; 0 new reports, 0 unchanged.",
    ]


def test_a_unit_that_answered_another_questionnaire_before_is_counted() -> None:
    """Its gate may be none at all, and passes then; a pipeline shall see why."""
    for folder, asked, year in (("old", "pulse", 2025), (SHOPS, "crm-cem-readiness", 2026)):
        Path(folder).mkdir()
        (Path(folder) / "1.yaml").write_text(
            f"format: 1\nquestionnaire: {{id: {asked}}}\norganisation: {{name: Acme}}\n"
            f"date: {year}-01-01\nanswers: {{}}\n",
            encoding="utf-8",
        )

    result = run(SHOPS, "-o", OUT, "--format", "none", "--partial", "--fail-if-lower-than", "old")

    assert result.exit_code == 0
    assert result.stderr.splitlines()[-2:] == [
        "1 unit answered another questionnaire before; only the dimensions that both share were compared.",
        "1 unit: none failed; 0 new reports, 0 unchanged.",
    ]


def test_problems_and_failed_gates_are_annotations_for_github() -> None:
    """On stdout before the result, and on stderr as ever; alone, github leaves the standard format."""
    a_unit(SHOPS, "a.yaml", "331")
    a_unit(SHOPS, "b.yaml", "9")

    result = run(
        SHOPS, "-o", OUT, "--format", "github", "--format", "none", "--fail-under", "data=2", questionnaire=SMALL
    )

    assert result.exit_code == 4
    assert [line.partition("title")[0] for line in result.stdout.splitlines()] == [
        "::error file=shops/b.yaml,line=5,col=1,",
        "::error file=shops/b.yaml,line=6,col=12,",
        "::error file=shops/a.yaml,line=1,col=1,",
        "out/portfolio.html",
    ]


@pytest.mark.parametrize("format_", ["html", "xlsx", "json", "md"])
def test_a_report_has_the_bytes_that_cem_report_writes(format_: str) -> None:
    """Many are made as one is."""
    file = a_unit(SHOPS, "a.yaml", unit="Кафе")
    Path("brand.yaml").write_text("format: 1\nname: A house\n", encoding="utf-8")
    same = ["--questionnaire", str(SMALL), "--language", "ru", "--kind", "outward", "--brand", "brand.yaml"]

    run(SHOPS, "-o", OUT, "--format", format_, *same)
    CliRunner().invoke(app, ["report", str(file), "-o", f"one.{format_}", *same])

    assert (OUT / "reports" / f"acme--кафе.outward.{format_}").read_bytes() == Path(f"one.{format_}").read_bytes()


def test_a_pdf_has_the_bytes_that_cem_report_writes() -> None:
    """With what it carries."""
    file = a_unit(SHOPS, "a.yaml")

    run(SHOPS, "-o", OUT, questionnaire=SMALL)
    CliRunner().invoke(app, ["report", str(file), "-o", "one.pdf", "--questionnaire", str(SMALL)])

    assert (OUT / "reports" / "acme--a.pdf").read_bytes() == Path("one.pdf").read_bytes()


def test_a_fault_in_a_template_is_a_problem_of_each_unit() -> None:
    """The portfolio has the figures all the same; the fault is told once."""
    a_unit(SHOPS, "a.yaml", "333")
    a_unit(SHOPS, "b.yaml", "333")
    look = Path("look")
    CliRunner().invoke(app, ["new", "template", "-o", str(look)])
    (look / "report.html").write_text("a\n{{ nothing }}", encoding="utf-8")

    result = run(SHOPS, "-o", OUT, "--format", "html", "--format", "pdf", "--template", look, questionnaire=SMALL)

    fault, end = result.stderr.splitlines()
    assert (result.exit_code, end) == (4, "2 units: 2 failed; 0 new reports, 0 unchanged.")
    assert fault.startswith("look/report.html:2:1: [template-fault] ")
    assert [(one["level"], one["report"], len(one["problems"])) for one in portfolio(OUT)["units"]] == [
        (3, None, 1)
    ] * 2


def test_a_folder_is_for_one_batch_at_a_time() -> None:
    """The second is told who is first."""
    a_unit(SHOPS, "a.yaml")
    OUT.mkdir()

    held = [
        "from pathlib import Path",
        "from cem_maturity.adapters.disk import hold",
        "with hold(Path('out/.cem-batch.jsonl')):",
        "    print('held', flush=True)",
        "    input()",
    ]
    with subprocess.Popen(
        [sys.executable, "-c", "\n".join(held)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        result = run(SHOPS, "-o", OUT, "--format", "none", questionnaire=SMALL)
        other.communicate("\n")

    assert (result.exit_code, result.stdout) == (5, "")
    assert f"is open in process {other.pid} on " in result.stderr


def test_a_folder_that_cannot_be_made_is_said() -> None:
    """With the exit code of what could not be written."""
    a_unit(SHOPS, "a.yaml")
    Path("file").write_text("", encoding="utf-8")

    below = run(SHOPS, "-o", "file/out", "--format", "none", questionnaire=SMALL)
    itself = run(SHOPS, "-o", "file", "--format", "none", questionnaire=SMALL)

    assert [(one.exit_code, one.stdout, one.stderr) for one in (below, itself)] == [
        (5, "", "file/out was not saved: Not a directory\n"),
        (5, "", "file was not saved: a file or link that is no folder has this name\n"),
    ]


def test_a_folder_that_is_gone_under_ones_feet_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths lead nowhere from there."""
    gone = Path("gone").absolute()
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    result = run("../shops", "-o", "out", "--format", "none")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "The folder in which you run this is gone; go to another one.\n"


def test_the_journal_is_for_its_owner_alone() -> None:
    """It holds the answers of others."""
    a_unit(SHOPS, "a.yaml")

    run(SHOPS, "-o", OUT, "--format", "none", questionnaire=SMALL)

    assert (OUT / ".cem-batch.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_journal_of_rubbish_is_passed_over() -> None:
    """Whatever stands there, the batch begins anew."""
    a_unit(SHOPS, "a.yaml")
    OUT.mkdir()
    (OUT / ".cem-batch.jsonl").write_bytes(
        b'{"judged":"shops/a.yaml","key":1}\nnull\n[[[\n\xff\xfe\n{"report":"../x","digest":"","made_from":""}\n{"jud'
    )

    first = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)
    second = run(SHOPS, "-o", OUT, "--format", "md", questionnaire=SMALL)

    assert first.stderr == "1 unit: none failed; 1 new report, 0 unchanged.\n"
    assert second.stderr == "1 unit: none failed; 0 new reports, 1 unchanged.\n"


def test_files_without_dimensions_and_of_several_questionnaires_stand_side_by_side() -> None:
    """Mixed portfolios are told as far as they compare."""
    SHOPS.mkdir()
    (SHOPS / "journey.yaml").write_text(
        "format: 1\nquestionnaire: {id: journey-audit}\norganisation: {name: Kino}\ndate: 2026-11-21\njourney:\n"
        "  - {touchpoint: Paying, stage: buy, importance: 1, expected: 8, functional: 6, emotional: 4}\n",
        encoding="utf-8",
    )
    cinema = examples() / "cinema" / "answers.yaml"

    alone = run(SHOPS / "journey.yaml", "-o", OUT, "--format", "none")
    mixed = run(SHOPS / "journey.yaml", cinema, "-o", "mixed", "--format", "none", "--fail-under", "1")

    assert (alone.exit_code, mixed.exit_code) == (0, 0)
    assert [one["level"] for one in portfolio(OUT)["units"]] == [None]
    assert [one["level"] for one in portfolio(Path("mixed"))["units"]] == [None, 1]
