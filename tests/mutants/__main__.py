"""Tries a share of all mutants of the domain and of the readers: `python -m tests.mutants` (`make mutants`)."""

import argparse
import os
import pickle
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests.mutants.changes import Mutant, mutants
from tests.mutants.trial import TOP, Fate, Survey, Trials, imported_anew, imported_by, side_by_side

ROOMS = (
    "cem_maturity/domain",
    "cem_maturity/adapters/strict_yaml.py",
    "cem_maturity/adapters/yaml_values.py",
    "cem_maturity/adapters/answer_value.py",
    "cem_maturity/adapters/answers_file",
    "cem_maturity/adapters/questionnaire_file",
)
LEFT_OUT = (
    "cem_maturity/domain/catalogue.py",  # nothing but what is worded for people
    "cem_maturity/adapters/answers_file/starting.py",  # these three begin documents, they read none
    "cem_maturity/adapters/answers_file/reply.py",
    "cem_maturity/adapters/questionnaire_file/starting.py",
)
TESTS = (
    "tests/domain",
    "tests/application",
    "tests/malformed",
    "tests/adapters/answers_file",
    "tests/adapters/brand_file",
    "tests/adapters/questionnaire_file",
    "tests/adapters/terminal",
    "tests/adapters/test_limits.py",
    "tests/adapters/test_mutations.py",
    "tests/adapters/test_strict_yaml.py",
    "tests/adapters/test_yaml_values.py",
    "tests/adapters/test_documents_at_random.py",
    "tests/adapters/test_key_file.py",
    "tests/adapters/test_markdown.py",
    "tests/adapters/test_references.py",
    "tests/released",
    "tests/cli/test_migrate.py",
    "tests/cli/test_merge.py",
    "tests/cli/test_check.py",
    "tests/cli/test_score.py",
    "tests/cli/test_explain.py",
    "tests/cli/test_follow_up.py",
    "tests/cli/test_plan.py",
    "tests/cli/test_reading.py",
)
EXAMINED = TOP / "tests" / "mutants" / "examined.txt"
"""Survivors that somebody has looked at: nothing that can be observed differs, and why.

A line names a change as the run does, or with `*` every change in a function whose outcome decides nothing but how long
something takes.
"""
THOROUGH = os.environ.get("CEM_THOROUGH") == "1"


def main() -> int:
    """0 where nothing survived that was not examined."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", default=ROOMS)
    parser.add_argument("--share", type=float, default=1 if THOROUGH else 0.1, help="of all mutants, 0..1")
    parser.add_argument("--seed", default="mutants")
    parser.add_argument("--slowest", type=float, default=60 if THOROUGH else 2, help="seconds that a test may take")
    parser.add_argument("--minutes", type=float, default=600, help="after which no new mutant is tried")
    parser.add_argument("--again", type=Path, help="a file with the lines of an earlier run: only what was alive there")
    parser.add_argument("--tests", nargs="*", default=TESTS)
    chosen = parser.parse_args()
    os.chdir(TOP)
    every = [mutant for file in _files(chosen.rooms) for mutant in mutants(_read(file), file)]
    share = random.Random(chosen.seed).sample(every, max(1, round(len(every) * chosen.share)))  # noqa: S311 - seeded on purpose
    if chosen.again:
        alive = {_name_in(line) for line in chosen.again.read_text(encoding="utf-8").splitlines()}
        share = [mutant for mutant in every if mutant.name in alive]
    until = time.monotonic() + 60 * chosen.minutes

    fates: dict[Mutant, Fate] = {}

    def told(mutant: Mutant, fate: Fate) -> None:
        fates[mutant] = fate
        if fate in (Fate.SURVIVED, Fate.UNSEEN):
            print(
                f"{mutant.file}:{mutant.line}:{mutant.column}: {fate}: {mutant.function or '(module)'}: {mutant.what}",
                flush=True,
            )

    survey = _trials(share, chosen.slowest, until, chosen.tests, told)
    importers = _importers(every)
    again = [mutant for mutant in share if not mutant.function]
    jobs = (
        (mutant, lambda mutant=mutant: imported_anew(mutant, survey, survey.of_files(importers[mutant.file])))
        for mutant in again
        if time.monotonic() < until
    )
    for mutant, fate in side_by_side(jobs):
        told(mutant, fate)
    return _told_of(fates, len(every))


def _name_in(line: str) -> str:
    """The mutant that a line of a run tells of."""
    told = re.fullmatch(r"([^:]+):\d+:\d+: (?:survived|unseen): (.*)", line)
    return f"{told[1]}: {told[2]}" if told else ""


def _trials(
    share: list[Mutant], slowest: float, until: float, tests: list[str], told: Callable[[Mutant, Fate], None]
) -> Survey:
    """In a process of its own, so that this one imports nothing that mutants change."""
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            while True:
                message = pickle.load(pipe)  # noqa: S301 - from our own fork
                if isinstance(message, Survey):
                    os.wait()
                    return message
                told(*message)
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],  # how small a failure can be made is no matter
    )
    hypothesis.settings.load_profile("mutants")
    answers = os.fdopen(writer, "wb")

    def send(*message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    trials = Trials(share, slowest, until, send)
    pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", *tests], plugins=[trials])
    pickle.dump(trials.survey, answers)
    answers.close()
    os._exit(0)


def _files(rooms: list[str]) -> list[str]:
    paths = [path for room in rooms for path in ([TOP / room] if room.endswith(".py") else (TOP / room).rglob("*.py"))]
    return sorted({str(path.relative_to(TOP)) for path in paths} - set(LEFT_OUT))


def _read(file: str) -> str:
    return (TOP / file).read_text(encoding="utf-8")


def _importers(every: list[Mutant]) -> dict[str, set[str]]:
    """For each file, itself and those that import it."""
    files = {mutant.file for mutant in every}
    found = {file: {file} for file in files}
    for file in files:
        for imported in imported_by(file) & files:
            found[imported].add(file)
    return found


def _told_of(fates: dict[Mutant, Fate], of: int) -> int:
    counted = Counter(fates.values())
    examined = {line.split(" # ")[0].rstrip() for line in EXAMINED.read_text(encoding="utf-8").splitlines()}
    alive = [mutant for mutant, fate in fates.items() if fate in (Fate.SURVIVED, Fate.UNSEEN)]
    new = [mutant for mutant in alive if not {mutant.name, f"{mutant.file}: {mutant.function}: *"} & examined]
    killed = counted[Fate.KILLED] + counted[Fate.STOPPED]
    print(
        f"{len(fates)} of {of} mutants tried: {killed} killed ({100 * killed / max(1, len(fates)):.1f} %), "
        f"of them {counted[Fate.STOPPED]} stopped; {counted[Fate.SURVIVED]} survived, {counted[Fate.UNSEEN]} unseen; "
        f"{len(alive) - len(new)} of these examined, {len(new)} not"
    )
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
