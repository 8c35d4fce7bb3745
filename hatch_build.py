"""What is made while the program is built: its report templates as Python modules."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Templates(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the modules beside the code, where a checkout ignores them and a wheel takes them along."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - as the builder calls it
        """Write them before files are gathered, in place of those that stand there."""
        sys.path.insert(0, self.root)
        write_modules(Path(self.root) / "cem_maturity" / "compiled")


def write_modules(folder: Path) -> None:
    """Write the modules of all our template sets to *folder*."""
    from cem_maturity.adapters.bundled import report_templates
    from cem_maturity.adapters.html_report.compiling import modules
    from cem_maturity.adapters.html_report.environment import environment
    from cem_maturity.application.language import SOURCE, speak

    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("of_*.py"):
        stale.unlink()
    standard = report_templates() / "standard"
    for templates in sorted(one for one in report_templates().iterdir() if one.is_dir()):
        for name, text in modules(environment(speak(SOURCE), standard, templates)).items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
