"""The door *load* for a file inside a PDF: its bytes, read in a process of its own that has limits.

A PDF may come from anybody. Whatever it does to its reader, that process ends within its time and its memory.
"""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from cem_maturity.adapters.disk.loading import LIMIT, PDF, PDF_LIMIT, Unreadable, read_bytes, text_of
from cem_maturity.domain.problem import Place, Problem

SECONDS = 5
"""Of the processor that the reading may take, where the system has such a limit; a report takes less than one."""
PATIENCE = 30
"""Seconds after which nobody waits any longer."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that it may take, where the system has such a limit."""
MOST_INFLATED = 16 * 1024 * 1024
"""Bytes that one stream may become."""
_FOUND, _NOT_THERE = 0, 3


class Found(NamedTuple):
    """The text of a document."""

    text: str
    file: str
    """Where it stands, as problems name it: its path, or that of the PDF that carries it with `#` and its name."""


def read_text_or_attached(path: Path, name: str) -> Found:
    """The text of the document at *path*; where that is a PDF, of the document *name* that is attached to it.

    Raises Unreadable as `read_text` does, and where nothing of that name is attached.
    """
    return text_or_attached_in(read_bytes(path, PDF_LIMIT), path, name)


def text_or_attached_in(content: bytes, path: Path, name: str) -> Found:
    """As `read_text_or_attached`, of the *content* that was read at *path*, one byte past PDF_LIMIT at most."""
    if not content.startswith(PDF):
        return Found(text_of(content, str(path)), str(path))
    if len(content) > PDF_LIMIT:
        raise Unreadable(Problem("pdf-too-large", Place(str(path))))
    file = f"{path}#{name}"
    return Found(text_of(_attached(content, name, str(path)), file), file)


def _attached(pdf: bytes, name: str, file: str) -> bytes:
    """What is attached to the *pdf* under that *name*; one byte past the limit of documents at most.

    Raises Unreadable, at the beginning of *file*, where nothing is, or where the PDF cannot be read within its limits.
    """
    paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path if path)
    surroundings = {key: os.environ[key] for key in ("SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    try:
        ended = subprocess.run(  # noqa: S603 - this very Python, and words of our own
            [sys.executable, "-P", "-m", __name__, name],
            input=pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**surroundings, "PYTHONPATH": paths},
            cwd=os.sep,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Problem("pdf-unreadable", Place(file))) from error
    if ended.returncode == _NOT_THERE:
        raise Unreadable(Problem("pdf-without-answers", Place(file), {"name": name}))
    if ended.returncode != _FOUND:
        raise Unreadable(Problem("pdf-unreadable", Place(file)))
    return ended.stdout


def main() -> int:
    """Put what is attached to the PDF on stdin, under the name given, on stdout; the exit code says whether it is.

    Whatever the PDF is wrong in ends this with another code, and is seen by nobody.
    """
    _limit()
    import pypdf

    pdf = sys.stdin.buffer.read()
    with pypdf.apply_configuration(
        disable_legacy_handling=True,
        jbig2dec_binary=None,  # no other program
        zlib_maximum_output_length=MOST_INFLATED,
        lzw_maximum_output_length=MOST_INFLATED,
        run_length_maximum_output_length=MOST_INFLATED,
        brotli_maximum_output_length=MOST_INFLATED,
    ):
        for one in pypdf.PdfReader(BytesIO(pdf)).attachment_list:
            if sys.argv[1] in (one.name, one.alternative_name):
                sys.stdout.buffer.write(one.content[: LIMIT + 1])
                return _FOUND
    return _NOT_THERE


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
