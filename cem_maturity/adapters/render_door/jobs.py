"""What passes between the program and its worker: plain values as JSON in, bytes or a failure out."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cem_maturity.adapters.pdf.archiving import Attachment

if TYPE_CHECKING:
    from cem_maturity.domain.report import Plain

LARGEST = 256 * 1024 * 1024
"""Bytes that either side takes from the other."""

DONE, FAILED, READY = b"+", b"-", b"!"
"""How a reply begins: pages, a failure, or that the worker waits for its first job."""


class Limits(NamedTuple):
    """What one job may take."""

    seconds: int = 30
    """Of the clock, and of the processor."""
    memory: int = 1536 * 1024 * 1024
    """Bytes of address space."""
    text: int = 20 * 1024 * 1024
    """Characters that templates may write."""


class Filled(NamedTuple):
    """The templates of somebody else, still to be filled with a report."""

    values: Mapping[str, "Plain"]
    """Those of `domain.report.as_values`."""
    language: str
    """The code of the language that the templates write."""
    arguments: Mapping[str, "Plain"]
    """What else `html_report.render` takes by name: medium, made …"""
    texts: Mapping[str, str]
    """The templates by name."""
    fonts: Mapping[str, str]
    """Their fonts, in base64 by name."""


class Job(NamedTuple):
    """One document to be made."""

    pages: str | Filled
    """HTML that is there already, or what makes it."""
    pdf_fonts: str = ""
    """The folder of the fonts of a PDF; where there is none the HTML is the result."""
    attachments: "tuple[Attachment, ...]" = ()
    """What travels inside a PDF."""


class Failure(NamedTuple):
    """Why there are no pages."""

    kind: str
    """memory, text, template, libraries or crash."""
    said: str
    """What the library says, or a traceback without anybody's words in it."""
    file: str = ""
    line: int = 1


def packed(job: Job) -> bytes:
    """The *job* as it goes to a worker."""
    pages = job.pages if isinstance(job.pages, str) else job.pages._asdict()
    inside = [one._replace(content=b64encode(one.content).decode()) for one in job.attachments]  # type: ignore[arg-type]
    packed_job = {"pages": _marked(pages), "pdf_fonts": job.pdf_fonts, "attachments": inside}
    return json.dumps(packed_job, separators=(",", ":")).encode()


def unpacked(content: bytes) -> Job:
    """The job that `packed` packed, fractions as exact as before; a tuple has become a list."""
    job = json.loads(content, object_hook=_unmarked)
    pages = job["pages"]
    inside = tuple(Attachment(name, b64decode(content), *rest) for name, content, *rest in job["attachments"])
    return Job(pages if isinstance(pages, str) else Filled(**pages), job["pdf_fonts"], inside)


def send(stream: BinaryIO, content: bytes, kind: bytes = DONE) -> None:
    """Write *content* with its kind and length before it; raises OSError where nobody reads."""
    stream.write(kind + len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The next kind and content; raises EOFError where the stream ends before, or more than LARGEST is announced."""
    head = stream.read(9)
    length = int.from_bytes(head[1:], "big")
    if len(head) < 9 or length > LARGEST:
        raise EOFError
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return head[:1], content


def _marked(value: object) -> object:
    """*value* in what JSON knows: the key / stands for what it does not know, and keys of people with a / get another.

    Text that is markup already keeps being that.
    """
    match value:
        case dict() | Mapping():
            return {_MARK + key if key.startswith(_MARK) else key: _marked(one) for key, one in value.items()}
        case list() | tuple():
            return [_marked(one) for one in value]
        case Fraction():
            return {_MARK: [value.numerator, value.denominator]}
        case str() if hasattr(value, "__html__"):
            return {_MARK: str(value)}
        case str() | int() | float() | None:
            return value
        case _:
            raise TypeError(f"a worker is given no {type(value).__name__}")


def _unmarked(pairs: dict[str, object]) -> object:
    match pairs:
        case {"/": [int() as numerator, int() as denominator]}:
            return Fraction(numerator, denominator)
        case {"/": str() as markup}:
            from markupsafe import Markup

            return Markup(markup)  # noqa: S704 - it was Markup when it was sent
        case _:
            return {key.removeprefix(_MARK): one for key, one in pairs.items()}


_MARK = "/"
