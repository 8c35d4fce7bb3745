"""The door *render* under attack: each attempt ends where it begins or at its limit, and gets nothing."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest

from cem_maturity.adapters.render_door import Door, Faulty, Filled, Job, Limits, NotRendered
from tests.adapters.reports import TEMPLATES, the_values
from tests.domain.strategies import THOROUGH

FONTS = str((TEMPLATES / "fonts").resolve())


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    """A door with the limits that users have."""
    door = Door()
    yield door
    door.close()


@pytest.fixture(scope="module")
def short_door() -> Iterator[Door]:
    """A door that ends whatever has no end soon."""
    door = Door(Limits(seconds=1))
    yield door
    door.close()


def filled(report: str, *, pdf: bool = False, organisation: str = "ACME", **others: str) -> Job:
    """A page by templates of somebody else: *report* and *others*, by their names without `.html`."""
    values = the_values() | {"organisation": {"name": organisation}}
    texts = {f"{name}.html": text for name, text in ({"report": report} | others).items()}
    medium = "print" if pdf else "screen"
    return Job(Filled(values, "en", {"medium": medium}, texts=texts, fonts={}), FONTS if pdf else "")


ESCAPES = (
    "{{ ''.__class__.__mro__ }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ''|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ font.__globals__ }}",
    "{{ polar.__closure__ }}",
    "{{ gettext.__globals__ }}",
    "{{ _.__self__.catalogue }}",
    "{{ dict.mro() }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{{ 'a'|safe }}",
    "{% autoescape false %}{{ organisation.name }}{% endautoescape %}",
    "{% import 'os' as os %}",
)
CHANGES = (
    "{{ organisation.update({'name': 'X'}) }}",
    "{{ organisation.pop('name') }}",
    "{{ dimensions.append(1) }}",
    "{{ dimensions.clear() }}",
    "{% set put = dimensions.__setitem__ %}{{ put(0, 1) }}",
)
FILES = (
    "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}",
    "{% include 'file:///etc/passwd' %}",
    "{% extends '/proc/self/environ' %}",
    "{{ font('../../../../../../etc/passwd') }}",
    "{{ font('/etc/passwd') }}",
)
OUTWARD = (
    "<script>fetch('http://127.0.0.1/')</script>",
    "<svg><script>x</script></svg>",
    "<iframe src='http://127.0.0.1/'></iframe>",
    "<meta http-equiv=' Refresh' content='0; url=http://127.0.0.1/'>",
    "<link rel='dns-prefetch' href='//127.0.0.1'>",
    "<base href='http://127.0.0.1/'>",
    "<form action='http://127.0.0.1/'></form>",
    "<object data='http://127.0.0.1/'></object>",
)
WITHOUT_END_SOON = (
    "{% macro more() %}{{ more() }}{% endmacro %}{{ more() }}",
    "{% include 'report.html' %}",
    "{% extends 'report.html' %}",
    "{{ range(10**9)|list }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
)


@pytest.mark.parametrize("template", ESCAPES + CHANGES + FILES + OUTWARD + WITHOUT_END_SOON)
def test_a_template_that_wants_more_than_values_is_told_where_it_stops(door: Door, template: str) -> None:
    """Neither Python, nor a change, nor a file, nor an address: the line is named, and nothing is written."""
    with pytest.raises(Faulty) as found:
        door.render(filled(f"<!doctype html>\n{template}"))

    failure = found.value.failure
    assert (failure.kind, failure.file) == ("template", "report.html")
    assert failure.line in (1, 2)
    assert "root:" not in failure.said


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{{ 'a' * 10**10 }}", "took more than 1536 MiB of memory"),
        ("{{ 'x'|center(2000000000) }}", "took more than 1536 MiB of memory"),
        ("{% for one in range(99999) %}{{ 'a' * 1000 }}{% endfor %}", "wrote more than 20 MiB"),
    ],
)
def test_a_template_that_takes_too_much_ends_with_a_sentence(door: Door, template: str, sentence: str) -> None:
    """Memory and length have limits; the next page is made as if nothing had been."""
    with pytest.raises(NotRendered, match=sentence):
        door.render(filled(template))

    assert door.render(filled("{{ organisation.name }}")).endswith(b">ACME")


ENDLESS = (
    "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(99) %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ 10 ** (10 ** 8) > 1 }}",
    "{% set all = namespace(of='a') %}{% for one in range(99) %}{% set all.of = all.of ~ all.of|upper %}{% endfor %}",
    "{{ (['a' * 1000000] * 10000)|join }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 'aaaa'|replace('a', 'a' * 100000000)|replace('a', 'b' * 1000) }}",
)


@pytest.mark.parametrize("template", ENDLESS if THOROUGH else ENDLESS[:2])
def test_a_template_without_end_ends_within_its_time(short_door: Door, template: str) -> None:
    """Loops in templates, and sums that no Python code interrupts."""
    with pytest.raises(NotRendered, match=r"not made within 1 seconds|memory"):
        short_door.render(filled(template))


def test_a_page_that_cannot_be_laid_out_in_time_is_stopped(short_door: Door) -> None:
    """Boxes in one another take time that doubles with each."""
    with pytest.raises(NotRendered, match="not made within 1 seconds"):
        short_door.render(filled("<div style='display: flex'>" * 14 + "a", pdf=True))


def test_a_page_that_breaks_the_layout_is_told_of(door: Door) -> None:
    """What WeasyPrint stumbles over is the template's fault, in one sentence."""
    with pytest.raises(Faulty, match="WeasyPrint cannot lay out this page"):
        door.render(filled("<div dir=rtl><svg viewBox='0 0 10 10'/></div>", pdf=True))


def test_a_worker_that_dies_is_replaced(door: Door) -> None:
    """Whatever ended it: the next page has a new one."""
    door.render(filled("a"))
    assert door._worker is not None
    door._worker.kill()

    with pytest.raises(NotRendered, match="sudden end"):
        door.render(filled("a"))

    assert door.render(filled("b")).endswith(b">b")


@contextmanager
def a_listener() -> Iterator[tuple[int, list[object]]]:
    """A port on this machine, and who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            try:
                while True:
                    came.append(server.accept()[1])
            except OSError:
                return

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)
        listening.join(5)


def test_a_page_reaches_no_address_and_takes_no_file(door: Door, tmp_path: Path) -> None:
    """By no way that HTML, CSS or SVG has; even where the page is made all the same."""
    canary = tmp_path / "canary.svg"
    canary.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>CANARY</title></svg>")
    with a_listener() as (port, came):
        for address in (f"http://127.0.0.1:{port}/x", canary.as_uri(), f"{TEMPLATES.as_uri()}/../../{canary}"):
            page = f"""<html lang=en><title>t</title>
                <link rel=attachment href="{address}"><link rel=stylesheet href="{address}">
                <link rel="icon" href="{address}"><base href="{address}">
                <style>@import url({address}); @import "{address}";
                @font-face {{ font-family: x; src: url({address}), url("{address}") format("truetype") }}
                @color-profile x {{ src: url({address}) }}
                @page {{ background: url({address}) }}
                body {{ background: url({address}); font-family: x; list-style-image: url({address}) }}
                p::before {{ content: url({address}) }}</style>
                <p><a rel=attachment href="{address}">a</a><img src="{address}"><img srcset="{address} 2x">
                <object data="{address}"></object><embed src="{address}"><iframe src="{address}"></iframe>
                <video poster="{address}"></video><input type=image src="{address}">
                <svg width=9 height=9><title>x</title><image href="{address}"/><use href="{address}#a"/></svg>"""

            reader = pypdf.PdfReader(io.BytesIO(door.render(filled(page, pdf=True))))

            assert reader.attachments == {}
            assert "CANARY" not in "".join(one.extract_text() for one in reader.pages)
            assert [image for one in reader.pages for image in one.images] == []

    assert came == []


def test_no_template_sees_what_was_printed_before(door: Door) -> None:
    """One worker, two organisations: what the first leaves anywhere, the second does not find."""
    leave = (
        "{% import 'kept.html' as kept %}{% set all = namespace(of=organisation.name) %}"
        "{% set name = organisation.name %}"
        "{% macro it() %}{{ organisation.name }}{% endmacro %}{{ it() }}{{ kept.put(organisation.name) }}"
    )
    kept = (
        "{% set last = namespace(name='') %}"
        "{% macro put(name) %}{% set last.name = name %}{{ last.name }}{% endmacro %}"
    )
    look = (
        "{% import 'kept.html' as kept %}{{ kept.last.name }}{{ all is defined }}{{ name is defined }}"
        "{{ organisation }}{{ self }}{{ dict(organisation) }}{{ _('') }}{{ namespace().of is defined }}"
    )

    first = door.render(filled(leave, organisation="CANARY", kept=kept))
    second = door.render(filled(look, kept=kept))

    assert first.count(b"CANARY") == 2
    assert b"CANARY" not in second


def test_a_browser_is_held_to_a_policy_before_it_reads_on(door: Door) -> None:
    """The policy stands before all that a template wrote, comments included."""
    page = door.render(filled("<!-- <head> --><!doctype html><html lang=en><head>{{ code }}")).decode()

    assert page.startswith(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src"
        " data:; font-src data:; base-uri 'none'; form-action 'none'\"><!-- <head> -->"
    )
