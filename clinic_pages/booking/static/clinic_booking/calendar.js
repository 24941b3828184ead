// The calendar by mouse and by arrow keys, the length of a therapy, the day list's button. Without
// it everything is a link or a form.

(() => {
  "use strict";

  const FREE = "[data-clinic-free]";

  // --- An appointment is dragged to a free place: the form that moves it opens, filled in. ---

  function moveByMouse(table) {
    let moved = null;
    let place = null;

    const point = (next) => {
      place?.classList.remove("is-over");
      place = next;
      place?.classList.add("is-over");
    };

    table.addEventListener("dragstart", (event) => {
      moved = event.target.closest?.("[data-clinic-move]");
      if (!moved) return;
      event.dataTransfer.effectAllowed = "move";
      // What may be dropped elsewhere says nothing of the patient.
      event.dataTransfer.clearData();
      event.dataTransfer.setData("text/plain", "appointment");
      moved.classList.add("is-moving");
    });

    table.addEventListener("dragover", (event) => {
      if (!moved) return;
      point(event.target.closest("td")?.querySelector(FREE));
      if (place) event.preventDefault();
    });

    table.addEventListener("drop", (event) => {
      if (!moved || !place) return;
      event.preventDefault();
      const asked = new URL(place.href).searchParams;
      asked.set("next", location.pathname + location.search);
      location.assign(`${moved.dataset.clinicMove}?${asked}`);
    });

    table.addEventListener("dragend", () => {
      moved?.classList.remove("is-moving");
      moved = null;
      point(null);
    });
  }

  // --- Arrow keys go from cell to cell. ---

  const STEPS = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };

  // By where the cells are seen: those that reach over several rows stand once in the table.
  function neighbour(table, link, [right, down]) {
    const from = link.closest("td").getBoundingClientRect();
    const y = right ? from.top + 1 : down > 0 ? from.bottom + 1 : from.top - 1;
    const cells = [...table.querySelectorAll("td")].filter((cell) => cell.querySelector("a"));
    const isBeside = (box) =>
      right > 0 ? box.left >= from.right - 1 : box.right <= from.left + 1;
    const candidates = cells
      .map((cell) => [cell, cell.getBoundingClientRect()])
      .filter(([, box]) =>
        right
          ? isBeside(box) && box.top <= y && y < box.bottom
          : box.left === from.left && (down > 0 ? box.top >= y - 2 : box.bottom <= y + 2),
      );
    const distance = ([, box]) =>
      right ? Math.abs(box.left - from.left) : Math.abs(box.top - from.top);
    candidates.sort((one, other) => distance(one) - distance(other));
    return candidates[0]?.[0].querySelector("a");
  }

  function moveByKeys(table) {
    table.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      const link = event.target.closest("td a");
      if (!step || !link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = neighbour(table, link, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // --- As long as the therapy takes, shown where a length may be typed. ---

  function showLengths(minutes) {
    const lengths = new Map(
      minutes.dataset.clinicLengths.split(" ").map((pair) => pair.split(":")),
    );
    const therapy = minutes.form.elements.therapy;
    const show = () => {
      minutes.placeholder = lengths.get(therapy.value) ?? "60";
    };
    therapy.addEventListener("change", show);
    show();
  }

  // What is now is in the middle of what is seen.
  function scrollToNow(table) {
    const now = table.querySelector("[aria-current='time']");
    const region = table.parentElement;
    if (now) region.scrollTop = now.offsetTop - region.clientHeight / 2;
  }

  function start() {
    for (const table of document.querySelectorAll("[data-clinic-calendar]")) {
      scrollToNow(table);
      moveByMouse(table);
      moveByKeys(table);
    }
    document.querySelectorAll("[data-clinic-lengths]").forEach(showLengths);
    for (const button of document.querySelectorAll("[data-clinic-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
