"""Whether a page by somebody else's templates keeps to itself, and the policy that holds it to that in a browser."""

import base64
import hashlib
import re
from collections.abc import Collection, Iterator

import tinyhtml5

_REACHING = {
    "applet",
    "base",
    "embed",
    "fencedframe",
    "form",
    "frame",
    "frameset",
    "iframe",
    "link",
    "object",
    "portal",
}
"""Elements that bring something in, or send something out."""

_REFRESH = "refresh"
_DOCTYPE = re.compile(r"\s*<!doctype[^>]*>", re.IGNORECASE)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


class ReachesOut(Exception):
    """A page would load something, send something or run a script that is not ours."""


def sealed(html: str, scripts: Collection[str]) -> str:
    """The page *html* with the policy that a browser holds it to; the *scripts* may run, and no others.

    Raises ReachesOut with what a policy alone cannot hold.
    """
    found = tuple(_scripts(html, {script.strip() for script in scripts}))
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in found)
    policy = f"{_POLICY}; script-src {hashes}" if hashes else _POLICY
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    # Before everything that a template wrote: a policy binds only what follows it.
    doctype = _DOCTYPE.match(html)
    end = doctype.end() if doctype else 0
    return f"{html[:end]}{meta}{html[end:]}"


def _scripts(html: str, ours: set[str]) -> Iterator[str]:
    for element in tinyhtml5.parse(html, namespace_html_elements=False).iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        name = element.tag.rpartition("}")[2].lower()
        if name in _REACHING:
            raise ReachesOut(f"<{name}> has no place on a page that needs nothing from outside")
        if name == "meta" and element.get("http-equiv", "").strip().lower() == _REFRESH:
            raise ReachesOut("a page does not lead elsewhere by itself")
        if name == "script":
            text = "".join(element.itertext())
            if text.strip() not in ours:
                raise ReachesOut("only scripts of the standard template run")
            yield text
