/* In the Checks panel beside a page's form: each row says where the problem is in the words of the
   page, in place of a selector, and leads to the form's field where the problem is in none of them. */
(() => {
  const SAID = document.currentScript.dataset;
  const KINDS = { A: SAID.link, BUTTON: SAID.button, IMG: SAID.picture, TABLE: SAID.table };
  // Letters of the words that name a place.
  const MOST = 60;

  function inPreview(selector) {
    try {
      return document.getElementById("w-preview-iframe").contentDocument.querySelector(selector);
    } catch {
      return null;
    }
  }

  function wordsOf(element) {
    const words = (element.alt || element.textContent).replace(/\s+/g, " ").trim();
    return words.length > MOST ? `${words.slice(0, MOST).replace(/\s\S*$/, "")}…` : words;
  }

  function headingAbove(element) {
    const headings = element.ownerDocument.querySelectorAll("h1, h2, h3, h4");
    const before = [...headings].filter(
      (each) =>
        wordsOf(each) &&
        each !== element &&
        each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return before.at(-1);
  }

  function named(element) {
    const kind = /^H[1-6]$/.test(element.tagName) ? SAID.heading : KINDS[element.tagName];
    const words = wordsOf(element);
    const above = words ? null : headingAbove(element);
    const place = words ? `“${words}”` : above ? SAID.below.replace("%s", wordsOf(above)) : "";
    return [kind, place].filter(Boolean).join(": ") || SAID.page;
  }

  function toField(field, button) {
    const link = document.createElement("a");
    link.href = `#:w:contentpath=${field}`;
    link.dataset.clinicField = field;
    link.textContent = SAID.field;
    link.setAttribute("aria-describedby", button.getAttribute("aria-describedby"));
    return link;
  }

  function tell(row) {
    const button = row.querySelector("[data-content-checker-selector]");
    const text = button?.querySelector("[data-content-checker-selector-text]");
    if (!text?.textContent) return;
    const element = inPreview(text.textContent);
    if (!element?.matches("[data-clinic-failed-check]")) {
      text.textContent = element ? named(element) : SAID.page;
    } else if (element.dataset.clinicField) {
      button.replaceWith(toField(element.dataset.clinicField, button));
    } else {
      button.remove();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector("[data-checks-panel]");
    if (!panel) return;
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const row of change.addedNodes) if (row instanceof Element) tell(row);
      }
    }).observe(panel, { childList: true });
  });
})();
