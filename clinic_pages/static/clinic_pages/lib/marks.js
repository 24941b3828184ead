// In a preview on another page: brings the first mark into view, and the next ones by a button.

(() => {
  "use strict";

  const marks = [...document.querySelectorAll("[data-clinic-mark]")];
  const note = document.querySelector(".clinic-preview-note");
  const next = document.querySelector("[data-clinic-next-mark]");
  let current = -1;

  const LISTS = "nav, body > header, body > footer";

  // What is folded away in the text is opened; menus stay as they are.
  function open() {
    for (const mark of marks) {
      const folded = mark.closest("details:not([open])");
      if (folded && !mark.closest(LISTS)) folded.open = true;
    }
  }

  const visible = () => marks.filter((mark) => mark.getClientRects().length > 0);

  function isInView(mark) {
    const { top, bottom } = mark.getBoundingClientRect();
    return top >= note.offsetHeight && Math.min(bottom, top + 48) <= window.innerHeight;
  }

  // Where it is read; what lists and menus say of it comes second.
  function firstOf(seen) {
    const place = seen.findIndex((mark) => !mark.closest(LISTS));
    return Math.max(0, place);
  }

  // Not `scrollIntoView`, which would scroll the page around this frame, too.
  function goTo(mark) {
    const { top, height } = mark.getBoundingClientRect();
    const above = note.offsetHeight;
    const room = Math.max(16, (window.innerHeight - above - height) / 2);
    window.scrollTo({ top: top + window.scrollY - above - room, behavior: "instant" });
  }

  function begin() {
    const seen = visible();
    if (next) next.hidden = seen.length < 2;
    current = firstOf(seen);
    if (seen.length && !isInView(seen[current])) goTo(seen[current]);
  }

  function step() {
    const seen = visible();
    if (!seen.length) return;
    current = (current + 1) % seen.length;
    goTo(seen[current]);
  }

  open();
  next?.addEventListener("click", step);
  // After Wagtail's panel, which shows a preview once it is loaded, and scrolls it to where the one
  // before was.
  window.addEventListener("load", () => setTimeout(begin));
  window.addEventListener("resize", begin, { once: true });
})();
