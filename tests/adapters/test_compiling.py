"""Templates as Python modules: the same pages in every language, and only of the very text that they came from."""

from pathlib import Path

from cem_maturity.adapters.bundled import report_templates
from cem_maturity.adapters.html_report.compiling import OwnLoader, module_name, modules
from cem_maturity.adapters.html_report.environment import environment
from cem_maturity.application.language import languages, speak
from tests.adapters.reports import TEMPLATES


def test_modules_are_the_same_for_every_language() -> None:
    """A figure is written when a page is made, never while compiling."""
    made = [modules(environment(speak(code), TEMPLATES)) for code in languages()]

    assert made == [made[0]] * len(made)


def test_constant_figures_are_written_in_the_language_of_the_page(tmp_path: Path) -> None:
    """One module, three sets of digits."""
    (tmp_path / "page.html").write_text("{{ 12|number }}", encoding="utf-8")
    (module,) = modules(environment(speak("en"), tmp_path)).values()

    pages = {code: of_module(module, code, tmp_path) for code in ("en", "fa")}

    assert pages == {"en": "12", "fa": "۱۲"}


def of_module(module: str, code: str, folder: Path) -> str:
    """The page that the *module* makes in the language *code*."""
    surroundings = environment(speak(code), folder)
    compiled = compile(module, "page.html", "exec")
    return surroundings.template_class.from_code(surroundings, compiled, surroundings.make_globals(None)).render()


def test_another_text_has_another_module() -> None:
    """So that a changed template is never shown as it was."""
    surroundings = environment(speak("en"), report_templates() / "standard")
    names = [("a.html", "one"), ("a.html", "two"), ("b.html", "one")]

    assert len({module_name(surroundings, name, text) for name, text in names}) == 3


def test_a_template_without_a_module_is_compiled(tmp_path: Path) -> None:
    """As those of a checkout are, and those of others."""
    (tmp_path / "page.html").write_text("{{ 'a' + 'b' }} of nobody else", encoding="utf-8")
    surroundings = environment(speak("en"), tmp_path)

    assert isinstance(surroundings.loader, OwnLoader)
    assert surroundings.get_template("page.html").render() == "ab of nobody else"
