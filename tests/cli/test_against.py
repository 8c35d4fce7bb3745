"""`cem compare --against`: teams beside the model, all at once, and on a terminal step by step."""

import json
import signal
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cem_maturity.adapters.bundled import examples
from cem_maturity.cli.app import app
from tests.cli.a_terminal import ATerminal

KEY = examples() / "cinema" / "key.yaml"
ANSWERS = (examples() / "cinema" / "answers.yaml").read_text(encoding="utf-8")


@pytest.fixture
def teams(tmp_path: Path) -> list[Path]:
    """One that answers as the model does, and one that sees a vision at level 4 and left a question blank."""
    keen = ANSWERS.replace("  strategy.vision:\n    level: 1", "  strategy.vision:\n    level: 4")
    start, _, rest = keen.partition("  strategy.goals:")
    keen = start + "  strategy.case:" + rest.partition("  strategy.case:")[2]
    files = [tmp_path / "owls.yaml", tmp_path / "cats.yaml"]
    for file, text in zip(files, (ANSWERS, keen), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def compared(*arguments: object) -> Result:
    """`cem compare` with *arguments*."""
    return CliRunner().invoke(app, ["compare", *map(str, arguments)])


def test_without_a_terminal_all_is_told_at_once(teams: list[Path]) -> None:
    """Teams, model, dimensions, what divided them, every finding, every question."""
    result = compared(*teams, "--against", KEY)

    heads = [part.splitlines()[0] for part in result.stdout.split("\n\n")]
    assert result.exit_code == 0
    assert heads[:4] == [
        "Aurora Cinema",
        "The model: level 1, Initial, fragmented focus",
        "Dimension by dimension",
        "What divided the teams, 1 of 1",
    ]
    assert heads[4].startswith("1 of 8. Blocker: ")
    assert heads[-1] == "Question by question"
    assert "owls      0    0.0     33        0        0      0       0.0\n" in result.stdout
    assert "cats      0   +0.1     31        0        1      1       0.1\n" in result.stdout


def test_json_holds_every_figure(teams: list[Path]) -> None:
    """Exact, by the names of the files; the model's own answers see all that there is to see."""
    told = json.loads(compared(*teams, "--against", KEY, "--format", "json").stdout)

    assert [one["name"] for one in told["teams"]] == ["owls", "cats"]
    assert told["model"] == {
        "key": "cinema",
        "level": 1,
        "level_name": "Initial, fragmented focus",
        "index": pytest.approx(49 / 36),
    }
    assert told["teams"][0]["seen"] == len(told["findings"]) == 8
    assert told["divided"] == ["strategy.vision"]
    assert [one for one in told["questions"] if one["id"] in ("strategy.vision", "strategy.goals")] == [
        {
            "id": "strategy.vision",
            "text": told["questions"][0]["text"],
            "dimension": "strategy",
            "level": 1,
            "value": None,
            "descriptor": told["questions"][0]["descriptor"],
            "answers": [
                {"team": str(teams[0]), "state": "answered", "level": 1, "value": None, "off": 0, "verdict": "agree"},
                {"team": str(teams[1]), "state": "answered", "level": 4, "value": None, "off": 3, "verdict": "far_off"},
            ],
            "mean_distance": 1.5,
            "range": 3,
        },
        {
            "id": "strategy.goals",
            "text": told["questions"][1]["text"],
            "dimension": "strategy",
            "level": 1,
            "value": None,
            "descriptor": told["questions"][1]["descriptor"],
            "answers": [
                {"team": str(teams[0]), "state": "answered", "level": 1, "value": None, "off": 0, "verdict": "agree"},
                {
                    "team": str(teams[1]),
                    "state": "blank",
                    "level": None,
                    "value": None,
                    "off": None,
                    "verdict": "blank",
                },
            ],
            "mean_distance": 0,
            "range": None,
        },
    ]


@pytest.mark.parametrize(("name", "start"), [("r.html", b"<!doctype html>"), ("r.pdf", b"%PDF-"), ("r.json", b"{")])
def test_it_is_written_as_what_the_file_is_called(teams: list[Path], tmp_path: Path, name: str, start: bytes) -> None:
    """Its path is the result."""
    target = tmp_path / name

    result = compared(*teams, "--against", KEY, "-o", target)

    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    assert target.read_bytes().startswith(start)


def test_pages_speak_the_language_of_the_key(teams: list[Path], tmp_path: Path) -> None:
    """Unless another one is asked for; right to left where it is read so."""
    target = tmp_path / "r.html"
    compared(*teams, "--against", KEY, "-o", target)
    own = target.read_text(encoding="utf-8")
    compared(*teams, "--against", KEY, "-o", target, "--language", "fa")

    assert '<html lang="en" dir="ltr"' in own
    assert '<html lang="fa" dir="rtl"' in target.read_text(encoding="utf-8")


def test_one_team_is_enough(teams: list[Path]) -> None:
    """It is held against the model, and against nobody else."""
    result = compared(teams[0], "--against", KEY)

    assert result.exit_code == 0
    assert "divided" not in result.stdout


@pytest.mark.parametrize(
    ("extra", "code", "told"),
    [
        (("--by", "unit"), 2, "Against a key nothing is compared by time or unit: leave out --by.\n"),
        (
            ("-o", str(KEY), "--format", "json"),
            2,
            f"The comparison would take the place of {KEY}; name another file with -o.\n",
        ),
    ],
)
def test_what_cannot_be_is_wrong_usage(teams: list[Path], extra: tuple[str, ...], code: int, told: str) -> None:
    """One sentence, and nothing on stdout."""
    result = compared(*teams, "--against", KEY, *extra)

    assert (result.exit_code, result.stdout, result.stderr) == (code, "", told)


def test_a_key_without_a_level_is_wrong_usage(teams: list[Path], tmp_path: Path) -> None:
    """There is nothing to be near to."""
    key = tmp_path / "key.yaml"
    text = KEY.read_text(encoding="utf-8")
    key.write_text("\n".join(line for line in text.splitlines() if not line.startswith(("level:", "index:"))), "utf-8")

    result = compared(*teams, "--against", key)

    told = f"The key {key} has no level, so there is nothing to hold teams against.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_every_wrong_pair_is_told(teams: list[Path], tmp_path: Path) -> None:
    """All files at once, each where it names another client, with what to do."""
    other = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in other:
        file.write_text(ANSWERS.replace("name: Aurora Cinema", "name: Aurora"), encoding="utf-8")

    result = compared(teams[0], *other, "--against", KEY)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{file}:5:16: [key-to-other-client] these are answers about Aurora, and the key is one to Aurora Cinema; "
        "give the key to this client, or write the client's name here as the key has it"
        for file in other
    ]


# -- on a terminal


def program(*arguments: object) -> list[str]:
    """What is started for `cem compare` with *arguments*."""
    return [sys.executable, "-m", "cem_maturity", "compare", *map(str, arguments)]


def a_reveal(teams: list[Path], folder: Path) -> ATerminal:
    """The reveal in a terminal of 80 x 24."""
    return ATerminal(folder, command=program(*teams, "--against", KEY))


def test_on_a_terminal_it_goes_step_by_step(teams: list[Path], tmp_path: Path) -> None:
    """Nothing of the model before Enter; then one step after the other, to the last."""
    terminal = a_reveal(teams, tmp_path)
    terminal.shows("Enter: go on; q: end")
    first = terminal.text

    terminal.types("\r")
    terminal.shows("The model: level 1")
    second = terminal.sent
    for _ in range(11):
        terminal.types("\r")
    code = terminal.ends()

    assert "The model" not in first
    assert b"Dimension by dimension" not in second
    assert code == 0
    told = terminal.sent.decode()
    places = [told.index(head) for head in ("Dimension by", "What divided", "1 of 8.", "8 of 8.", "Question by")]
    assert places == sorted(places)
    terminal.close()


@pytest.mark.parametrize("key", ["q", "й", "ض", "\x04"])
def test_a_key_ends_it(teams: list[Path], tmp_path: Path, key: str) -> None:
    """Q on any keyboard, and Ctrl-D; what comes later is never shown."""
    terminal = a_reveal(teams, tmp_path)
    terminal.shows("Enter: go on; q: end")

    terminal.types("x", key)

    assert terminal.ends() == 0
    assert b"The model" not in terminal.sent
    terminal.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_and_gives_the_terminal_back(
    teams: list[Path], tmp_path: Path, number: int, code: int
) -> None:
    """With its exit code; the terminal shows what is typed again."""
    import termios

    terminal = a_reveal(teams, tmp_path)
    terminal.shows("Enter: go on; q: end")
    during = termios.tcgetattr(terminal.child.child_fd)[3]

    terminal.kill(number)

    assert terminal.ends() == code
    assert not during & termios.ECHO
    assert termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO
    terminal.close()


def test_a_file_for_the_table_means_all_at_once(teams: list[Path], tmp_path: Path) -> None:
    """Also on a terminal."""
    terminal = ATerminal(tmp_path, command=program(*teams, "--against", KEY, "-o", "-"))

    assert terminal.ends() == 0
    assert b"Question by question" in terminal.sent
    assert b"Enter" not in terminal.sent
    terminal.close()
