/* The table of units: found by words, chosen by facts, sorted by any column; of many, only those in sight are laid out.
   Without it all units can be read, by rank. */
(() => {
  "use strict";
  const figure = document.querySelector("[data-units]");
  if (!figure) return;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const digits = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });

  /* Text as it is compared: any digits, letters of either Arabic keyboard, marks and joints left out. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u061c\u2066-\u2069]/g, "")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\u064a|\u0649/g, "\u06cc")
      .replace(/\u0643/g, "\u06a9")
      .toLowerCase();

  const table = figure.querySelector("table");
  const size = Number(figure.dataset.chunk);
  const chunks = [...table.tBodies].filter((body) => !body.classList.contains("median"));
  const rows = chunks.flatMap((body) => [...body.rows]);
  const heads = [...table.tHead.rows[0].cells];
  const bar = figure.querySelector(".choosers");
  const field = bar.querySelector("input[type=search]");
  const choosers = [...bar.querySelectorAll("[data-choose]")];
  const ticks = [...bar.querySelectorAll("[data-claim]")];
  const said = bar.querySelector("output");
  const texts = new Map();
  let sorted = { column: -1, way: "" };
  let ordered = rows;

  /* What a row is found by: all of it but its figures. */
  const textOf = (row) => {
    if (!texts.has(row)) {
      const told = [...row.cells].filter((cell) => cell.tagName === "TH" || cell.className === "small");
      texts.set(row, folded(told.map((cell) => cell.textContent).join(" ")));
    }
    return texts.get(row);
  };
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.key !== undefined) return Number(cell.dataset.key);
    const text = cell.textContent.trim();
    if (heads[column].dataset.sort === "text") return text || null;
    const whole = folded(text).replace(/[^0-9]/g, "");
    return whole === "" ? null : Number(whole);
  };
  const claims = {
    apart: (row) => /[\u25b2\u25bc]/.test(row.textContent),
    provisional: (row) => row.dataset.provisional !== undefined,
  };

  const isWanted = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const chosen = choosers.filter((one) => one.value !== "").map((one) => [one.dataset.choose, one.value]);
    const ticked = ticks.filter((one) => one.checked).map((one) => claims[one.dataset.claim]);
    if (!words.length && !chosen.length && !ticked.length) return null;
    return (row) =>
      chosen.every(([fact, value]) => row.dataset[fact] === value) &&
      ticked.every((holds) => holds(row)) &&
      words.every((word) => textOf(row).includes(word));
  };

  /* Put the wanted rows into bodies of one size each. */
  const show = () => {
    const wanted = isWanted();
    const shown = wanted ? ordered.filter(wanted) : ordered;
    const bodies = [];
    for (let at = 0; at < shown.length; at += size) {
      const body = document.createElement("tbody");
      body.append(...shown.slice(at, at + size));
      bodies.push(body);
    }
    for (const body of chunks.splice(0)) body.remove();
    chunks.push(...bodies);
    table.append(...bodies);
    said.textContent = wanted
      ? said.dataset.words.replace("{shown}", digits.format(shown.length)).replace("{all}", digits.format(rows.length))
      : "";
  };

  const sort = (column, way) => {
    sorted = { column, way };
    ordered = rows;
    if (way !== "") {
      const isNumber = heads[column].dataset.sort === "number";
      const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
      const turn = way === "ascending" ? 1 : -1;
      ordered = [...rows].sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (a === null || b === null) return (a === null) - (b === null);
        return turn * (isNumber ? a - b : collator.compare(a, b));
      });
    }
    heads.forEach((head, place) => {
      if (place === column && way !== "") head.ariaSort = way;
      else head.removeAttribute("aria-sort");
    });
    show();
  };

  const next = (column) =>
    sorted.column !== column ? "ascending" : { "": "ascending", ascending: "descending", descending: "" }[sorted.way];

  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    if (head.title) button.setAttribute("aria-label", `${button.textContent} ${head.title}`);
    head.append(button);
    button.addEventListener("click", () => sort(column, next(column)));
  }
  if (rows.length > 7) bar.hidden = false;
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    field.value = "";
    show();
  });
  for (const one of [...choosers, ...ticks]) one.addEventListener("change", show);
})();
