"""Results on stdout, everything else on stderr."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

import typer

from cem_maturity.adapters.terminal.show import show
from cem_maturity.application.language import Language
from cem_maturity.cli.speech import _
from cem_maturity.domain.problem import Problem, Severity

DONE, BAD_DOCUMENT, WRONG_USAGE, GATE_FAILED, SOME_FAILED, NOT_WRITTEN = range(6)
"""Exit codes (contract.md §3)."""


def set_up_streams() -> None:
    """Make both streams take any text, whatever the terminal can write."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def put(text: str) -> None:
    """Write a result to stdout; a closed pipe or a full device ends the run with one sentence."""
    try:
        say(text)
    except OSError as error:
        raise typer.Exit(tell_not_written(error)) from error


def say(text: str) -> None:
    """Write to stdout at once; raises OSError, also where there is none."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.write(text)
    sys.stdout.flush()


def strength() -> Callable[[str], str]:
    """How a line is made to stand out: by bold letters where stdout knows them and its user wants them."""
    knows = sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return _bold if knows and not os.environ.get("NO_COLOR") else str


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def put_bytes(content: bytes) -> None:
    """Write a result that is no text to stdout; failures as with `put`."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        raise typer.Exit(tell_not_written(error)) from error


def tell_not_written(error: OSError) -> int:
    """Say that stdout took no more; the exit code that goes with it."""
    _let_go_of_stdout()
    tell(_("The result could not be written: {why}.").format(why=error.strerror))
    return NOT_WRITTEN


def _let_go_of_stdout() -> None:
    """Point stdout nowhere, so that what is still buffered fails no second time when the process ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str) -> None:
    """Say something beside the result; what is quoted in it is made harmless."""
    if sys.stderr is not None:
        # Where it is full there is nobody left to tell; results and exit code stay what they are.
        with suppress(OSError):
            print(show(text), file=sys.stderr)


def stop(text: str, exit_code: int) -> NoReturn:
    """Say why and end with *exit_code*."""
    tell(text)
    raise typer.Exit(exit_code)


def tell_problems(problems: Sequence[Problem], language: Language) -> None:
    """Say one line per problem beside the result: where, code, what, remedy."""
    if problems:
        tell("\n".join(problem_line(problem, language) for problem in problems))


def problem_line(problem: Problem, language: Language, *, strict: bool = False) -> str:
    """`FILE:LINE:COLUMN: [CODE] what is wrong; what to do`, always one line (contract.md §2).

    *strict* takes warnings for errors.
    """
    place = problem.place
    sentence = f"{language.say(problem.what)}; {language.say(problem.remedy)}"
    if problem.severity is Severity.WARNING and not strict:
        sentence = language.gettext("warning: {sentence}").format(sentence=sentence)
    return f"{place.file}:{place.line}:{place.column}: [{problem.code}] {sentence}".replace("\n", "^J")
