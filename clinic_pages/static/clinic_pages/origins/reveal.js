/* In the form of a page, booking box or of settings: the way to a field, from a label in the
   preview beside it or from an address that ends in #:w:contentpath=body.<block>.<field>. Opens what
   it lies in, and puts the cursor there. With &reword in it the shared text becomes what is written
   there (see therapy_block.js). */
(() => {
  "use strict";

  const FIELD = "#:w:";
  const RICH_TEXT = "[contenteditable=true]";
  // What the cursor is put into, in this order.
  const EDITABLE = [RICH_TEXT, "input:not([type=hidden], [disabled]), textarea, select", "button"];
  // Rich text is there a moment after its form; some fields never are.
  const STEP = 100;
  const MOST_STEPS = 40;

  /** {path, isReworded} of such an address; null of any other. */
  function asked(hash) {
    if (!hash.startsWith(FIELD)) return null;
    const words = new URLSearchParams(hash.slice(FIELD.length));
    const path = words.get("contentpath");
    return path ? { path, isReworded: words.has("reword") } : null;
  }

  function within(path) {
    const parts = path.split(".").map((part) => `[data-contentpath="${CSS.escape(part)}"]`);
    return document.querySelector(parts.join(" "));
  }

  /** The field at the path, else the nearest around it: a list of rows is no field. */
  function found(path) {
    const [name] = path.split(".");
    const rows = document.getElementById(`id_${name}-FORMS`);
    return within(path) || rows?.closest("[data-panel]") || rows || null;
  }

  function openAround(field) {
    const tab = field.closest("[role=tabpanel][hidden]");
    if (tab) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    const around = [];
    for (let panel = field.closest("[data-panel]"); panel; ) {
      around.unshift(panel);
      panel = panel.parentElement.closest("[data-panel]");
    }
    for (const panel of around) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
  }

  /** On a narrow screen the preview lies above the form. */
  function uncover(field) {
    const { left, top, width } = field.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + 8);
    if (above?.closest("[data-form-side]")) {
      document.querySelector("[data-side-panel-toggle][aria-expanded=true]")?.click();
    }
  }

  /** Of a block its first field: buttons stand above it. */
  function editableIn(field) {
    const first = field.querySelector("[data-contentpath]") || field;
    return EDITABLE.map((each) => first.querySelector(each)).find(Boolean);
  }

  /** With its heading, and what is said above it. */
  function scrollTo(field) {
    const isInBlock = field.parentElement.closest("[data-contentpath]");
    const whole = (!isInBlock && field.closest("[data-panel]")) || field;
    const block = whole.offsetHeight > innerHeight / 2 ? "start" : "center";
    whole.scrollIntoView({ block, behavior: "instant" });
  }

  function focusOn(field) {
    scrollTo(field);
    uncover(field);
    editableIn(field)?.focus({ preventScroll: true });
  }

  /** Whether its editor is there, where it has one. */
  function isReady(field) {
    return !field.querySelector("[data-draftail-input]") || field.querySelector(RICH_TEXT);
  }

  /** Waits for the field and its editor. */
  function reveal({ path, isReworded }, steps = 0) {
    const field = found(path);
    if (!(field && isReady(field))) {
      if (steps < MOST_STEPS) setTimeout(() => reveal({ path, isReworded }, steps + 1), STEP);
      return;
    }
    openAround(field);
    focusOn(field);
    if (isReworded) field.dispatchEvent(new CustomEvent("clinic:reword"));
  }

  function revealAt(hash) {
    const field = asked(hash);
    if (field) reveal(field);
  }

  window.addEventListener("message", (event) => {
    const preview = document.getElementById("w-preview-iframe");
    const isOurs = event.origin === location.origin && event.source === preview?.contentWindow;
    if (isOurs && typeof event.data?.clinicOrigin === "string") revealAt(event.data.clinicOrigin);
  });
  // After Wagtail has scrolled there.
  window.addEventListener("load", () => setTimeout(() => revealAt(location.hash), 2 * STEP));
})();
