// The grid by arrow keys, and a cell opened in place. Without it every cell is a link to a page of
// its own. Wagtail's search puts new tables into the page, so all is heard on the document.

(() => {
  "use strict";

  const CELL = "[data-clinic-grid] td > a";
  const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };

  // --- Arrow keys; the Tab key stops at one cell, not at thousands. ---

  function neighbour(link, key, whole) {
    const cell = link.parentElement;
    const row = cell.parentElement;
    const last = row.cells.length - 1;
    if (key === "Home" || key === "End") {
      const rows = row.parentElement.rows;
      const to = !whole ? row : key === "Home" ? rows[0] : rows[rows.length - 1];
      return to.cells[key === "Home" ? 1 : last].firstElementChild;
    }
    const [down, right] = STEPS[key];
    const to = row.parentElement.rows[row.sectionRowIndex + down];
    const number = cell.cellIndex + right;
    return number > 0 ? to?.cells[number]?.firstElementChild : null;
  }

  function stopAt(link) {
    const table = link.closest("table");
    for (const each of table.querySelectorAll("td > a[tabindex='0']")) each.tabIndex = -1;
    link.tabIndex = 0;
  }

  function stopOnce() {
    const table = document.querySelector("[data-clinic-grid]:not([data-ready])");
    if (!table) return;
    table.dataset.ready = "";
    const links = table.querySelectorAll("td > a");
    for (const link of links) link.tabIndex = -1;
    const target = location.hash && table.querySelector(`[id="${location.hash.slice(1)}"]`);
    if (target) target.focus();
    if (target || links[0]) (target || links[0]).tabIndex = 0;
  }

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(CELL);
    const isKnown = event.key in STEPS || event.key === "Home" || event.key === "End";
    if (!link || !isKnown || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.ctrlKey && event.key in STEPS) return;
    event.preventDefault();
    neighbour(link, event.key, event.ctrlKey)?.focus();
  });

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.(CELL);
    if (link) stopAt(link);
  });

  // --- A cell opens over the grid, which stays where it is. ---

  function show(pair) {
    const dialog = document.createElement("dialog");
    dialog.className = "clinic-grid-dialog";
    dialog.setAttribute("aria-labelledby", "clinic-pair-title");
    dialog.append(pair);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  async function open(link) {
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(document.adoptNode(page.querySelector("[data-clinic-pair]")));
    } catch {
      location.assign(link.href);
    } finally {
      link.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (event) => {
    const close = event.target.closest?.("dialog [data-clinic-close]");
    if (close) {
      event.preventDefault();
      close.closest("dialog").close();
    }
    const link = event.target.closest?.(CELL);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });

  document.addEventListener("w-swap:success", stopOnce);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", stopOnce);
  else stopOnce();
})();
