"""Stories as YAML: what is told of a case, and what is wrong with a file of it."""

import pytest

from cem_maturity.adapters import story_file
from cem_maturity.adapters.bundled import examples
from cem_maturity.domain.dossier import Speaker, Story
from cem_maturity.domain.problem import Accepted, Refused

STORIES = sorted(examples().glob("*/story*.yaml"))


def test_a_story_has_paragraphs_and_people() -> None:
    """People may be left out."""
    text = "format: 1\nlanguage: en\nstory: [Once., Then.]\npeople: [{name: Ann, who: owner}]\n"

    assert story_file.read(text, "s.yaml") == Accepted(Story(("Once.", "Then."), (Speaker("Ann", "owner"),)))
    bare = story_file.read("format: 1\nlanguage: en\nstory: [Once.]\n", "s.yaml")
    assert bare == Accepted(Story(("Once.",), ()))


def test_what_is_wrong_is_told_with_its_place() -> None:
    """All of it at once."""
    found = story_file.read("format: 1\nstory: {a: 1}\npeople: [{name: Ann}]\nlevel: 2\n", "s.yaml")

    assert isinstance(found, Refused)
    assert [(one.code, one.place.line, one.place.column) for one in found.problems] == [
        ("missing-key", 1, 1),
        ("wrong-type", 2, 8),
        ("missing-key", 3, 10),
        ("unknown-key", 4, 1),
    ]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_case_has_a_story_that_does_not_tell_its_level(path: object) -> None:
    """In every language in which its answers are told; the word level stands in none."""
    from pathlib import Path

    assert isinstance(path, Path)
    text = path.read_text(encoding="utf-8")

    assert isinstance(story_file.read(text, str(path)), Accepted)
    assert [word for word in (" level", "уров", "سطح") if word in text] == []


def test_every_case_with_a_key_has_a_story() -> None:
    """Beside each key, in its language."""
    keys = {path.with_name(path.name.replace("key", "story")) for path in examples().glob("*/key*.yaml")}

    assert sorted(keys) == STORIES
