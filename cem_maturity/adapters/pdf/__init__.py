"""From print HTML to the bytes of a PDF: libraries, fonts and the properties of the file, never its contents."""

import ctypes
import ctypes.util
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from cem_maturity.adapters.pdf.archiving import VARIANT, Attachment, written
from cem_maturity.domain.problem import CemMaturityError

if TYPE_CHECKING:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

__all__ = ["NEEDED", "Attachment", "PdfUnavailable", "check_libraries", "missing_libraries", "render"]

NEEDED: Mapping[str, tuple[str, ...]] = {
    "gobject-2.0": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango-1.0": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "pangoft2-1.0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
}
"""Libraries outside Python by name, with their files on Linux, macOS and Windows.

Without them WeasyPrint prints to stdout or crashes; without harfbuzz-subset it takes a third longer and warns.
"""

_SUBSET, _INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


class PdfUnavailable(CemMaturityError):
    """What a PDF needs is not on this machine; `missing` names the libraries."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def missing_libraries(needed: Mapping[str, tuple[str, ...]] = NEEDED) -> tuple[str, ...]:
    """The names of the libraries that are *needed* and that this machine lacks; none where all is well."""
    return tuple(name for name, files in needed.items() if not any(map(_opens, files)))


def check_libraries() -> None:
    """Raise PdfUnavailable where a PDF cannot be made on this machine."""
    if missing := missing_libraries():
        raise PdfUnavailable(missing)


def load(fonts: Path) -> None:
    """Load what makes a PDF, to look for no other fonts than those in the folder *fonts*; raises PdfUnavailable."""
    # Set before the first font is looked for: no machine's own fonts may change a page.
    os.environ["FONTCONFIG_FILE"] = str(fonts.resolve() / "fonts.conf")
    if "weasyprint" in sys.modules:
        return
    check_libraries()
    with _quick_import():
        import weasyprint  # noqa: F401 - for what it does while it loads


def render(html: str, *, fonts: Path, attachments: Sequence[Attachment] = ()) -> bytes:
    """The PDF of *html*, set in the fonts of the folder *fonts* (its fonts.css and fonts.conf name them).

    It is PDF/A-3a and PDF/UA-1 in one, and holds the *attachments*, of different content each, with the dates that
    the HTML gives as its own. The HTML gets nothing but its own `data:` images and fonts: it reads no file, reaches
    no address and attaches nothing itself. The same HTML and attachments give the same bytes. Raises PdfUnavailable.
    """
    load(fonts)
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    faces = CSS(
        string=(fonts / "fonts.css").read_text(encoding="utf-8"),
        base_url=f"{fonts.resolve().as_uri()}/",
        url_fetcher=_fetcher(f"{fonts.resolve().as_uri()}/"),
        font_config=configuration,
    )
    with _rare_collections():
        document = HTML(string=html, url_fetcher=_fetcher("data:image/", "data:font/"))
        _drop_odd_links(document)
        laid_out = document.render(stylesheets=[faces], font_config=configuration, pdf_variant=VARIANT)
        return written(laid_out, attachments)


def _opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _fetcher(*prefixes: str) -> "URLFetcher":
    """A fetcher of addresses that start with one of the *prefixes*, and of no others."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith(prefixes) or ".." in url:
                raise ValueError("a report fetches nothing from there")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={prefix.partition(":")[0] for prefix in prefixes}, allow_redirects=False)


def _drop_odd_links(document: "HTML") -> None:
    """Leave only links within the document, to the web and to a mailbox, and attach nothing."""
    for element in document.etree_element.iter():
        if element.tag not in ("a", "area", "link"):
            continue
        address = element.get("href", "").strip().lower()
        if element.tag == "link" or not address.startswith(("#", "http://", "https://", "mailto:")):
            element.attrib.pop("href", None)
        element.attrib.pop("rel", None)


def _found_nowhere(name: str) -> None:  # noqa: ARG001 - stands in for a function that takes a name
    return None


class _Later(ModuleType):
    """Stands in for a module that is loaded when something of it is wanted."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # what an import asks for, while this stands in
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def _quick_import() -> Iterator[None]:
    """Spare the import of WeasyPrint what takes longest and is hardly ever used.

    That is a search through compilers and caches for names that only Windows has, and, where they are not loaded yet,
    the modules that cut fonts without harfbuzz-subset and that cut variable ones.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    later = {name: _Later(name) for name in (_SUBSET, _INSTANCER) if name not in sys.modules}
    if _INSTANCER in later:
        later[_INSTANCER].instantiateVariableFont = _instantiated  # type: ignore[attr-defined]
    sys.modules.update(later)
    try:
        yield
    finally:
        ctypes.util.find_library = search
        for name in later:
            del sys.modules[name]


def _instantiated(*arguments: object, **options: object) -> object:
    return importlib.import_module(_INSTANCER).instantiateVariableFont(*arguments, **options)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Keep the garbage collector from walking through the boxes of a layout again and again."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
