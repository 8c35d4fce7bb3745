/* What a page can do beyond being read: sort and find rows, reach wide tables by keyboard, mark where one is.
   Without it everything can be read, in the order of the report. */
(() => {
  "use strict";
  const root = document.documentElement;
  const collator = new Intl.Collator(root.lang, { numeric: true, sensitivity: "base" });
  const figures = new Intl.NumberFormat(root.lang);
  const narrow = matchMedia("(max-width: 1080px)");

  /* Text as it is compared: any digits, letters of either Arabic keyboard, marks and joints left out. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u061c\u2066-\u2069]/g, "")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\u064a|\u0649/g, "\u06cc")
      .replace(/\u0643/g, "\u06a9")
      .toLowerCase();

  const number = (text) => {
    const digits = folded(text).replace(/[,\u066b]/g, ".").replace(/\u2212/g, "-").replace(/[^-.0-9]/g, "");
    return digits === "" || Number.isNaN(Number(digits)) ? null : Number(digits);
  };

  /* What the row has in that column, to sort by; null where there is nothing, or one cell stands for several. */
  const keyOf = (row, column, kind) => {
    let at = 0;
    for (const cell of row.cells) {
      if (at === column && cell.colSpan === 1) {
        const given = cell.dataset.key ?? cell.textContent.trim();
        return kind === "number" ? number(given) : given || null;
      }
      at += cell.colSpan;
    }
    return null;
  };

  const equip = (list) => {
    const tables = [...list.querySelectorAll("table")].filter((table) => table.querySelector("[data-sort]"));
    const blocks = [...list.querySelectorAll("[data-block]")];
    const rows = tables.flatMap((table) => [...table.tBodies].flatMap((body) => [...body.rows]));
    const homes = rows.map((row) => row.parentElement);
    const entries = rows.filter((row) => !row.classList.contains("group") && !row.classList.contains("median"));
    const finder = list.querySelector(".finder");
    let sorted = { column: -1, way: "" };

    const show = () => {
      const wanted = finder ? folded(finder.querySelector("input").value).split(/\s+/).filter(Boolean) : [];
      let shown = 0;
      for (const row of entries) {
        const text = wanted.length ? folded(row.textContent) : "";
        row.hidden = !wanted.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      for (const body of new Set(homes)) {
        const heads = [...body.rows].filter((row) => row.classList.contains("group"));
        for (const head of heads) head.hidden = ![...body.rows].some((row) => row !== head && !row.hidden);
      }
      for (const block of blocks) block.hidden = ![...block.querySelectorAll("tbody tr")].some((row) => !row.hidden);
      const said = finder?.querySelector("output");
      if (said)
        said.textContent = wanted.length
          ? said.dataset.words
              .replace("{shown}", figures.format(shown))
              .replace("{all}", figures.format(entries.length))
          : "";
    };

    const sort = (column, kind, way) => {
      sorted = { column, way };
      rows.forEach((row, place) => homes[place].append(row));
      list.classList.toggle("sorted", way !== "");
      if (way !== "") {
        const places = new Map(rows.map((row, place) => [row, place]));
        const keys = new Map(entries.map((row) => [row, keyOf(row, column, kind)]));
        const turn = way === "ascending" ? 1 : -1;
        const compare = (one, other) => {
          const [a, b] = [keys.get(one), keys.get(other)];
          if (a === null || b === null) return (a === null) - (b === null) || places.get(one) - places.get(other);
          return turn * (kind === "number" ? a - b : collator.compare(a, b)) || places.get(one) - places.get(other);
        };
        const last = rows.filter((row) => row.classList.contains("median"));
        tables[0].tBodies[0].append(...[...entries].sort(compare), ...last);
      }
      for (const table of tables) {
        for (const [place, head] of [...table.tHead.rows[0].cells].entries()) {
          if (place === column && way !== "") head.ariaSort = way;
          else head.removeAttribute("aria-sort");
        }
      }
      show();
    };

    const next = (column) =>
      sorted.column !== column ? "ascending" : { "": "ascending", ascending: "descending", descending: "" }[sorted.way];

    for (const table of tables) {
      for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
        if (head.dataset.sort === undefined) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          sort(column, head.dataset.sort, next(column));
          /* The rows may have gone to the first table, and the pressed head out of sight. */
          if (sorted.way !== "") tables[0].tHead.rows[0].cells[column].querySelector("button").focus();
        });
      }
    }
    if (finder && entries.length > 7) {
      finder.hidden = false;
      const field = finder.querySelector("input");
      field.addEventListener("input", show);
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        field.value = "";
        show();
      });
    }
    /* Paper gets the whole list in the order of the report. */
    addEventListener("beforeprint", () => {
      if (finder) finder.querySelector("input").value = "";
      sort(-1, "", "");
    });
    /* A link to a row that is filtered away shows it. */
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target || !finder || !list.contains(target) || !target.hidden) return;
      finder.querySelector("input").value = "";
      show();
      target.scrollIntoView();
    });
  };

  /* What is wider than its place can be scrolled by keyboard, and says what it is. */
  const reach = () => {
    for (const area of document.querySelectorAll(".wide, figure, .term, .main")) {
      const wider = getComputedStyle(area).overflowX === "auto" && area.scrollWidth > area.clientWidth;
      if (!wider) {
        for (const name of ["tabindex", "role", "aria-label"]) area.removeAttribute(name);
        continue;
      }
      const title =
        area.querySelector("figcaption, h3, svg title") ??
        [...area.closest("section, header, main").querySelectorAll("h2, h3")]
          .filter((head) => head.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_FOLLOWING)
          .at(-1);
      area.tabIndex = 0;
      area.setAttribute("role", "region");
      area.setAttribute("aria-label", (title?.firstChild?.textContent ?? document.title).trim());
    }
  };

  /* The contents mark the part that one reads; on a small screen they fold away. */
  const follow = (contents) => {
    const links = [...contents.querySelectorAll("a[href^='#']")];
    const parts = links.map((link) => document.getElementById(link.hash.slice(1)));
    const folder = contents.querySelector("details");
    const fold = () => {
      folder.open = !narrow.matches;
    };
    const mark = () => {
      const line = narrow.matches ? 100 : 140;
      const bottom = innerHeight + scrollY >= root.scrollHeight - 2;
      let here = -1;
      parts.forEach((part, place) => {
        if (part && (part.getBoundingClientRect().top <= line || bottom)) here = place;
      });
      links.forEach((link, place) => {
        if (place !== here) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) {
          link.setAttribute("aria-current", "true");
          if (!narrow.matches) link.scrollIntoView({ block: "nearest" });
        }
      });
      const place = contents.querySelector(".place");
      if (place) place.textContent = here < 0 ? "" : links[here].lastChild.textContent.trim();
    };
    fold();
    mark();
    narrow.addEventListener("change", fold);
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    contents.addEventListener("click", (event) => {
      if (narrow.matches && event.target.closest("a")) folder.open = false;
    });
    contents.addEventListener("keydown", (event) => {
      if (!narrow.matches || event.key !== "Escape" || !folder.open) return;
      folder.open = false;
      folder.querySelector("summary").focus();
    });
  };

  document.querySelectorAll("[data-list]").forEach(equip);
  document.querySelectorAll("nav").forEach(follow);
  reach();
  addEventListener("resize", reach);
})();
