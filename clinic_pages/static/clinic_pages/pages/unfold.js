/* In the form of a page: what is still to be written or decided is open, and so is what the address
   leads to; who begins a page begins with its title. */
(() => {
  "use strict";

  const CONTENT_PATH = "#:w:contentpath=";
  const FOLDED = ":scope > .w-panel__header > [data-panel-toggle][aria-expanded=false]";
  // A text to be decided on: the form of a therapy block says so.
  const STALE = ".clinic-shared-text__stale:not([hidden])";
  const WRITTEN_IN = "[contenteditable=true], textarea, .chooser";

  function unfold(panel) {
    panel.querySelector(FOLDED)?.click();
  }

  function unfoldAround(element) {
    let panel = element.closest("[data-panel]");
    while (panel) {
      unfold(panel);
      panel = panel.parentElement.closest("[data-panel]");
    }
  }

  /** What the address names: by its id, or by Wagtail's path to a field or block. */
  function target() {
    const { hash } = window.location;
    if (!hash.startsWith(CONTENT_PATH)) return document.getElementById(hash.slice(1));
    const names = decodeURIComponent(hash.slice(CONTENT_PATH.length)).split(".");
    return names.reduce(
      (found, name) => found?.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) || found,
      document.querySelector("[data-edit-form]"),
    );
  }

  function isEmpty(field) {
    if (field.matches(".chooser")) return field.matches(".blank");
    return !(field.matches("textarea") ? field.value : field.textContent).trim();
  }

  /** Whether a block waits for words, for what it is to show, or for a decision. */
  function isWaiting(block) {
    const fields = [...block.querySelectorAll(WRITTEN_IN)];
    return (fields.length > 0 && fields.every(isEmpty)) || block.querySelector(STALE);
  }

  function unfoldTarget() {
    const found = window.location.hash.length > 1 && target();
    if (found) unfoldAround(found);
  }

  window.addEventListener("hashchange", unfoldTarget);
  // Before Wagtail scrolls to it, a moment after all is there.
  window.addEventListener("load", () => {
    unfoldTarget();
    const blocks = document.querySelectorAll(
      "[data-streamfield-stream-container] > [data-streamfield-child]",
    );
    [...blocks].filter(isWaiting).forEach((block) => {
      unfold(block.querySelector("[data-panel]"));
    });
    const title = document.getElementById("id_title");
    if (title && !title.value && window.location.hash.length < 2) title.focus();
  });
})();
