"""The worker's side: libraries first, then the doors close, then one job after the other."""

import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cem_maturity.adapters import bundled, pdf
from cem_maturity.adapters.render_door.confinement import TIME_ZONES, code_folders, confine, limit_job
from cem_maturity.adapters.render_door.jobs import (
    DONE,
    FAILED,
    READY,
    Failure,
    Filled,
    Job,
    Limits,
    receive,
    send,
    unpacked,
)
from cem_maturity.application.language import speak
from cem_maturity.application.template_set import ENTRY, TemplateSet

_PACKAGES = ("weasyprint", "jinja2", "markupsafe", "babel", "persiantools", "PIL", "fontTools", "tinyhtml5")
"""What jobs load; templates of others need more than the rest."""


def main() -> None:
    """Serve the program at the other end of stdin and stdout until it closes them."""
    import tempfile

    # Collecting would walk through the boxes of a layout again and again; it is done before the next job.
    gc.disable()
    jobs, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What libraries print is no page.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    tempfile.tempdir = own = sys.argv[1]
    try:
        limits = Limits(*map(int, sys.argv[2:]))
        missing = _load()
        gc.freeze()
        root = str(bundled.report_templates())
        package = str(Path(bundled.__file__).parent.parent)
        confine(readable=[*code_folders(_PACKAGES), *TIME_ZONES, package, root], own=own)
        send(replies, b"", READY)
        serve(jobs, replies, limits, missing, own)
    except (EOFError, OSError):
        pass  # nobody is there any more
    finally:
        with suppress(OSError):  # unless the program was quicker
            _empty(own)
            Path(own).rmdir()
    os._exit(0)


def _load() -> tuple[str, ...]:
    """Load what jobs need while the program still reads its answers; what is missing on this machine comes back."""
    if sys.platform == "win32":
        # It asks the registry for the time zone, which no job may.
        from cem_maturity.application import writing  # noqa: F401 - for what it does while it loads
    try:
        pdf.load(bundled.report_templates() / "standard" / "fonts")
    except pdf.PdfUnavailable as error:
        return error.missing
    return ()


def serve(jobs: BinaryIO, replies: BinaryIO, limits: Limits, missing: tuple[str, ...], own: str) -> None:
    """Do the *jobs* in turn; raises EOFError at their end. PDF is refused where libraries are *missing*.

    What a job leaves in the folder *own* is gone before the next.
    """
    while True:
        content = receive(jobs)[1]
        gc.collect()
        job = unpacked(content)
        limit_job(limits.seconds, limits.memory)
        answer = Failure("libraries", " ".join(missing)) if missing and job.pdf_fonts else done(job, limits)
        if isinstance(answer, Failure):
            import json

            send(replies, json.dumps(answer).encode(), FAILED)
        else:
            send(replies, answer, DONE)
        del job, answer, content
        _empty(own)


def done(job: Job, limits: Limits) -> bytes | Failure:
    """The bytes of the document, or why there are none."""
    try:
        html = job.pages if isinstance(job.pages, str) else _filled(job.pages, limits)
        if isinstance(html, Failure):
            return html
        if not job.pdf_fonts:
            return html.encode()
        return pdf.render(html, fonts=Path(job.pdf_fonts), attachments=job.attachments)
    except MemoryError:
        return Failure("memory", "")
    except Exception as error:  # noqa: BLE001 - whatever it is, the worker lives on and the program says it
        if isinstance(job.pages, Filled):
            return Failure("template", f"WeasyPrint cannot lay out this page ({type(error).__name__}: {error})", ENTRY)
        return Failure("crash", _traceback(error))


def _filled(pages: Filled, limits: Limits) -> str | Failure:
    from cem_maturity.adapters import html_report
    from cem_maturity.adapters.html_report.faults import fault_of

    templates = TemplateSet(pages.texts, pages.fonts)
    medium = html_report.Medium(str(pages.arguments.get("medium", "screen")))
    arguments: Mapping[str, object] = {**pages.arguments, "medium": medium}
    try:
        html = html_report.render(
            pages.values,
            speak(pages.language),
            templates=templates,
            at_most=limits.text,
            **arguments,  # type: ignore[arg-type]
        )
        return html if medium is html_report.Medium.PRINT else _sealed(html)
    except html_report.TooLong:
        return Failure("text", "")
    except MemoryError:
        return Failure("memory", "")
    except Exception as error:  # noqa: BLE001 - whatever a template does, it is its fault
        fault = fault_of(error, frozenset(templates.texts))
        return Failure("template", fault.said, fault.file, fault.line)


def _sealed(html: str) -> str:
    from cem_maturity.adapters.html_report.self_contained import sealed

    scripts = sorted(bundled.report_templates().glob("standard/**/*.js"))
    return sealed(html, [path.read_text(encoding="utf-8") for path in scripts])


def _empty(own: str) -> None:
    """Remove what is in the folder; by whole paths, since the audit hook knows no others."""
    for folder, _folders, files in os.walk(own, topdown=False):
        for name in files:
            Path(folder, name).unlink()
        if folder != own:
            Path(folder).rmdir()


def _traceback(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


if __name__ == "__main__":
    main()
