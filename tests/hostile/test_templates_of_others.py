"""Templates of somebody else, from the command line: what they leave, take or ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cem_maturity.adapters.render_door import Door, Faulty
from tests.adapters.render_door.test_attacks import filled
from tests.cli.batches import a_unit, contents, run, the_questionnaire
from tests.hostile.answers import cem

REFUSED = r"""
{{ ().__class__.__bases__ }}
{{ ''['__class__'] }}
{{ ''['\x5f\x5fclass\x5f\x5f'] }}
{{ ''[['__cla', 'ss__']|join] }}
{{ ''|attr('\x5f\x5fclass\x5f\x5f') }}
{{ ''|attr(['__class__']|first) }}
{{ dimensions|sum(attribute='__class__') }}
{{ dimensions|sort(attribute='__class__') }}
{{ dimensions|unique(attribute='__class__')|list }}
{{ dimensions|selectattr('__class__')|list }}
{{ dimensions[0]['__class__'] }}
{{ (dimensions|first).get.__self__ }}
{{ '%s'|format(dimensions.__class__) }}
{{ '%s' % dimensions.append }}
{{ '{0.__class__.__mro__}'|format(1) }}
{{ ['{0.__class__}']|map('format', 1)|list }}
{{ overall.index.__reduce__() }}
{{ overall.index.numerator.__class__ }}
{{ 1.0.__class__ }}
{{ gettext.__self__ }}
{{ _.__func__ }}
{{ self.__class__ }}
{% for one in [1] %}{{ loop.__class__ }}{% endfor %}
{% for one in [1] %}{{ loop._iterator }}{% endfor %}
{% macro a() %}{{ a._environment }}{% endmacro %}{{ a() }}
{% macro a() %}{{ a.__globals__ }}{% endmacro %}{{ a() }}
{% trans x=''.__class__ %}{{ x }}{% endtrans %}
{% set organisation.name = 'X' %}
{% include organisation %}
{% include ['a', 'report.html'] ignore missing %}
{% import 'report.html' as r with context %}{{ r }}
{{ script_hash('/etc/passwd') }}
{{ font('../fonts/NotoSans-Regular.ttf') }}
{{ '<b>'|e|safe }}
{{ Markup('<b>') }}
{{ [1]|random }}
{{ lipsum(n=10**6) }}
{{ request }}{{ config }}{{ context }}{{ environment }}
{% debug %}
{% do dimensions.clear() %}
""".strip().splitlines()
"""What asks for more than values."""

KEPT_IN = r"""
{{ ['']|map('attr', '__class__')|list }}
{{ [1]|map(attribute='__class__')|list }}
{{ [1]|groupby('__class__') }}
{{ dimensions|map(attribute='pop')|list }}
{% set say = ''.format %}{{ say('{0.__class__.__mro__}', 1) }}
{{ namespace(__class__=1).__class__ is defined }}
{% set all = namespace() %}{% set all.__class__ = 1 %}
{{ ''.format_map is callable }}
""".strip().splitlines()
"""What is made all the same, and says nothing."""


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    """A door with the limits that users have."""
    door = Door()
    yield door
    door.close()


@pytest.mark.parametrize("template", REFUSED)
def test_what_asks_for_more_than_values_is_refused(door: Door, template: str) -> None:
    """In one sentence, at its line."""
    with pytest.raises(Faulty) as found:
        door.render(filled(f"<!doctype html>\n{template}"))

    assert (found.value.failure.file, found.value.failure.line in (1, 2)) == ("report.html", True)
    assert "\n" not in found.value.failure.said


@pytest.mark.parametrize("template", KEPT_IN)
def test_what_is_made_says_nothing_of_python(door: Door, template: str) -> None:
    """No class, no module, no method to call."""
    try:
        page = door.render(filled(template)).decode()
    except Faulty:
        return

    assert "class " not in page
    assert "Fraction" not in page
    assert "builtin" not in page


LEAVES = """<html lang=en><title>t</title>
{%- import "kept.html" as kept -%}
{%- set all = namespace(of=organisation.name) -%}
{%- macro it() -%}{{ organisation.name }}{%- endmacro -%}
<p>{{ kept.last.all }}|{{ kept.put(organisation.name) }}|{{ it() }}|{{ all.of }}
{% set where = cycler(organisation.name, "-") %}{{ where.next() }}{{ where.current }}
{{ joiner(organisation.name)() }}{{ code }}{{ self }}{{ dimensions|length }}{{ levels|map(attribute="name")|list }}
"""
KEPT = """{% set last = namespace(all="") %}
{% macro put(name) %}{% set last.all = last.all ~ name %}{{ last.all }}{% endmacro %}"""


def a_template(folder: Path, report: str, **others: str) -> Path:
    """A set of templates in *folder*."""
    folder.mkdir()
    (folder / "template.yaml").write_text("format: 1\ntemplate: a\n")
    for name, text in {"report": report, **others}.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def test_in_a_batch_no_organisation_sees_another(tmp_path: Path) -> None:
    """One worker makes the pages of all, and what one leaves anywhere, no other finds."""
    answers = tmp_path / "in"
    for number in range(6):
        a_unit(answers, f"{number}.yaml", "321", organisation=f"CANARY{number}", unit=f"unit{number}")
    template = a_template(tmp_path / "mine", LEAVES, kept=KEPT)

    done = run(
        answers, "-o", tmp_path / "out", "--format", "html", "--template", template, "--workers", "1",
        questionnaire=the_questionnaire(tmp_path),
    )  # fmt: skip

    assert done.exit_code == 0, done.stderr
    pages = {name: page.decode() for name, page in contents(tmp_path / "out" / "reports").items()}
    assert len(pages) == 6
    for name, page in pages.items():
        own = name.partition("--")[0].upper()
        assert own in page
        assert page.count("CANARY") == page.count(own)


def test_a_template_finds_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a variable of the user's nor a file beside it is in the page or in what is said."""
    monkeypatch.setenv("CEM_CANARY", "CANARY-IN-THE-ENVIRONMENT")
    monkeypatch.chdir(tmp_path)
    unit = a_unit(tmp_path, "a.yaml", "321")
    questionnaire = the_questionnaire(tmp_path)
    for number, take in enumerate(
        (
            "{% include '../secret.html' %}",
            f"{{% include '{tmp_path}/secret.html' %}}",
            "{% include '/proc/self/environ' %}",
            "{% extends 'link.html' %}",
            "{{ cycler.__init__.__globals__.os.environ }}",
            "{{ self._TemplateReference__context.environment }}",
            "<p>{{ questionnaire }}{{ organisation }}{{ brand }}{{ method }}{{ names }}{{ respondents }}",
        )
    ):
        template = a_template(tmp_path / f"mine{number}", f"<html lang=en><title>t</title>{take}")
        (tmp_path / "secret.html").write_text("CANARY-IN-A-FILE")
        if "link.html" in take:
            (template / "link.html").symlink_to(tmp_path / "secret.html")

        done = cem(
            "report", unit, "--questionnaire", questionnaire, "--template", template, "--format", "html", "-o", "-"
        )

        assert done.exit_code in (0, 1)
        assert "CANARY" not in done.output
