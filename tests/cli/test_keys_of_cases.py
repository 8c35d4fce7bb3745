"""The keys that stand beside the bundled cases: each of their claims is really in the answers."""

from pathlib import Path

import pytest

from cem_maturity.adapters import key_file
from cem_maturity.adapters.bundled import examples
from cem_maturity.application.judge import judge
from cem_maturity.cli.reading import find_answers, load_assessment
from cem_maturity.domain.problem import Accepted
from cem_maturity.domain.sampling.key import differences
from tests.cli.stocks import stock

KEYS = sorted(examples().glob("*/key*.yaml"))


@pytest.mark.parametrize("path", KEYS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_case_holds_what_its_key_says(path: Path) -> None:
    """Level, index, every answer and every finding, by the same rule as in clients that are drawn."""
    answers = path.with_name(path.name.replace("key", "answers"))
    asked, assessment = load_assessment(find_answers(answers), blanks_allowed=False)

    key = key_file.read(path.read_text(encoding="utf-8"), str(path), asked)

    assert isinstance(key, Accepted), key
    found = differences(key.value, judge(asked, assessment, partial=False), stock("cem-maturity").plants.contradictions)
    assert [(one.text, dict(one.values)) for one in found] == []
