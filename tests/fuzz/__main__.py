"""Fuzz every reader for a bounded time: `python -m tests.fuzz SECONDS` (`make fuzz`).

The first byte chooses the reader; the rest goes through the doors as the bytes of a file do. What is written to
`build/fuzz` is where the next run goes on from. A crash, a problem without a place and anything that takes ten seconds
or 2 GB end the run, with the bytes that did it in `build/fuzz`.
"""

import sys
from pathlib import Path

try:
    import atheris
except ImportError:
    raise SystemExit("The fuzzer is not here; `make fuzz` fetches it where it can be had.") from None

with atheris.instrument_imports(include=["cem_maturity.adapters", "cem_maturity.domain"]):
    from cem_maturity.adapters.disk.loading import Unreadable, text_of
    from cem_maturity.domain.problem import Accepted
    from tests.adapters.test_mutations import ENGLISH, READERS, problems_of

TOP = Path(__file__).parents[2]
BUILD = TOP / "build" / "fuzz"


def one_input(data: bytes) -> None:
    """Read *data* as the kind of document that its first byte says."""
    if not data:
        return
    _, read = list(READERS.values())[data[0] % len(READERS)]
    try:
        text = text_of(data[1:], "f")
    except Unreadable:
        return
    outcome = read(text)
    last = len(text.splitlines()) + 2  # a lone carriage return and the like end a line, too
    for problem in problems_of(outcome):
        if not (1 <= problem.place.line <= last and problem.place.column >= 1):
            raise AssertionError(f"no place: {problem}")
        ENGLISH.say(problem.what), ENGLISH.say(problem.remedy)
    if not isinstance(outcome, Accepted) and not outcome.problems:
        raise AssertionError("refused without a reason")


def sow() -> Path:
    """The folder with the documents to begin with: good ones, and one for each kind of mistake."""
    seeds = BUILD / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, (kind, (document, _)) in enumerate(READERS.items()):
        (seeds / f"good-{kind}").write_bytes(bytes([number]) + document.encode())
    for path in (TOP / "tests" / "malformed").glob("*.yaml"):
        for number, kind in enumerate(READERS):
            if kind in ("questionnaire", "answers", "brand"):
                (seeds / f"{kind}-{path.stem}").write_bytes(bytes([number]) + path.read_bytes())
    return seeds


if __name__ == "__main__":
    seconds, seeds, grown = sys.argv[1], sow(), BUILD / "grown"
    grown.mkdir(exist_ok=True)
    limits = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-max_len=8192",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(grown), str(seeds), f"-artifact_prefix={BUILD}/", *limits], one_input)
    atheris.Fuzz()
