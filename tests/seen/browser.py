"""Pages in Debian's Chromium: how one is opened, and what is wrong with it as far as a machine can see."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CEM_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = (390, 844), (1280, 900)

OUTSIDE = """(edge) => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > width) found.push("the page scrolls sideways");
  const scrolled = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
      if (getComputedStyle(one).overflowX !== "visible") return true;
    return false;
  };
  for (const element of document.querySelectorAll("body *")) {
    if (element.ownerSVGElement) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || (box.left >= -edge && box.right <= width + edge) || scrolled(element)) continue;
    found.push(`${element.tagName} leaves the page: ${element.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""Elements that reach out of the page by more than so many pixels, but for those in an area that scrolls."""

OVERLAPS = """() => {
  const found = [];
  for (const chart of document.querySelectorAll(".chart")) {
    const boxes = [...chart.querySelectorAll(".on")].flatMap((label) => {
      const range = document.createRange();
      range.selectNodeContents(label);
      return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1).map((box) => [label, box]);
    });
    boxes.forEach(([label, box], place) => {
      for (const [other, its] of boxes.slice(0, place)) {
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (label !== other && across > 1 && down > 4) found.push(`${label.textContent} / ${other.textContent}`);
      }
    });
  }
  return found;
}"""
"""Labels of a chart that lie over one another; the empty parts above and below letters may touch."""

VIOLATIONS = """async (rules) => {
  const found = await axe.run({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`));
}"""


@dataclass
class Opened:
    """A page that is open, with what its browser had to say and wanted to fetch."""

    page: Page
    said: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def look(self, script: str, argument: object = None) -> list[str]:
        """What *script* finds."""
        found = self.page.evaluate(script, argument)
        assert isinstance(found, list)
        return found

    def violations(self, rules: list[str] | None = None) -> list[str]:
        """What axe-core finds, by all its rules or those named; none where a person with any body can use the page."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate(VIOLATIONS, rules)
        assert isinstance(found, list)
        return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, which fetches nothing of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    file: Path,
    size: tuple[int, int] = DESKTOP,
    *,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[Opened]:
    """The page in *file*, in a window of that *size* in CSS pixels."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    found = Opened(context.new_page())
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.goto(file.as_uri())
    yield found
    context.close()
