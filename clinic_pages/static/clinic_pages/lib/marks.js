// In a preview on another page: brings the first mark into view, and the next ones by a button.

(() => {
  "use strict";

  const marks = [...document.querySelectorAll("[data-clinic-mark]")];
  const next = document.querySelector("[data-clinic-next-mark]");
  let current = -1;

  // A closed menu hides what is marked in it; an answer that is folded away is opened.
  function open() {
    for (const mark of marks) {
      const folded = mark.closest("details:not([open])");
      if (folded) folded.open = true;
    }
  }

  const visible = () => marks.filter((mark) => mark.getClientRects().length > 0);

  function isInView(mark) {
    const { top, bottom } = mark.getBoundingClientRect();
    const above = document.querySelector(".clinic-preview-note").offsetHeight;
    return top >= above && Math.min(bottom, top + 48) <= window.innerHeight;
  }

  // Where it is read; what lists and menus say of it comes second.
  function firstOf(seen) {
    const place = seen.findIndex((mark) => !mark.closest("nav, body > header, body > footer"));
    return Math.max(0, place);
  }

  function goTo(mark) {
    const isTall = mark.offsetHeight > window.innerHeight / 2;
    mark.scrollIntoView({ block: isTall ? "start" : "center", behavior: "instant" });
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
