"""Problems and failed gates as GitHub reads them from a log: workflow commands, one a line."""

from cem_maturity.adapters.terminal.show import show
from cem_maturity.cli.speech import SPOKEN
from cem_maturity.domain.message import Message
from cem_maturity.domain.problem import Place, Problem, Severity


def of_problem(problem: Problem, *, strict: bool = False) -> str:
    """The *problem* at its place; *strict* takes warnings for errors."""
    kind = "error" if strict or problem.severity is Severity.ERROR else "warning"
    return _command(kind, problem.place, problem.code, SPOKEN.say(problem.what), SPOKEN.say(problem.remedy))


def of_gate(file: str, sentence: Message) -> str:
    """That the answers in *file* do not pass a gate."""
    return _command("error", Place(file), "gate", SPOKEN.say(sentence))


def _command(kind: str, place: Place, title: str, *said: str) -> str:
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(title)}"
    return show(f"::{kind} {where}::{'; '.join(map(_data, said))}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
