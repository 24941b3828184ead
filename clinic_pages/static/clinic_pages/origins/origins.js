/* On a page that is shown with its marks (origins/marks.py): labels that say where words come from,
   of the part under the pointer or, at the press of a button, of all. A click on words opens the
   field in which this page has them; a label leads to where they are written. */
(() => {
  "use strict";

  const PART = "[data-clinic-origin]";
  const ACTIVE = "a, button, input, label, select, summary, textarea, video";
  const KEPT = "clinic-origins";
  // Milliseconds in which the pointer may be on its way from the words to their label.
  const ON_ITS_WAY = 400;
  const { button: name, noLink, shows, language } = document.currentScript.dataset;

  // The window of the form beside which this is the preview. None but this site frames its pages.
  const form = window.frameElement ? window.parent : null;

  // --- Where a label leads ---

  function isInForm(url) {
    const address = new URL(url, form ? form.location.href : location.href);
    return Boolean(form) && address.pathname === form.location.pathname;
  }

  /** Nothing that is not saved yet is left: another form opens beside this one. */
  function open(url) {
    if (isInForm(url)) {
      form.postMessage({ clinicOrigin: url.slice(url.indexOf("#")) }, location.origin);
    } else if (form) window.open(url, "_blank", "noopener");
    else location.assign(url);
  }

  function link(url, text) {
    const made = document.createElement("a");
    made.textContent = text;
    made.href = form ? new URL(url, form.location.href).href : url;
    if (form && !isInForm(url)) {
      made.target = "_blank";
      made.rel = "noopener";
    }
    made.addEventListener("click", (event) => {
      if (!isInForm(url)) return;
      event.preventDefault();
      open(url);
    });
    return made;
  }

  // --- Labels ---

  const labels = document.createElement("ul");
  const region = document.createElement("nav");
  const toggle = document.createElement("button");

  function label(part) {
    const { clinicOrigin: kind, clinicOriginLabel: text, clinicOriginUrl: url } = part.dataset;
    const { clinicOriginHere: here, clinicOriginHereLabel: hereText } = part.dataset;
    const made = document.createElement("li");
    made.dataset.kind = kind;
    if (url) made.append(link(url, text));
    else {
      const words = document.createElement("span");
      words.textContent = text;
      words.title = noLink;
      made.append(words);
    }
    if (here) made.append(link(here, hereText));
    made.addEventListener("focusin", () => point(part));
    made.addEventListener("pointerenter", () => point(part));
    return made;
  }

  function point(part) {
    for (const each of document.querySelectorAll(".clinic-origin-pointed")) {
      each.classList.remove("clinic-origin-pointed");
    }
    part?.classList.add("clinic-origin-pointed");
  }

  const isSeen = (part) => part.getClientRects().length > 0;

  function show(parts) {
    labels.replaceChildren(...parts.map(label));
    shown = parts;
    place();
  }

  /** Each above its words; below another where two would cover each other. */
  function place() {
    const placed = [];
    const { width: room } = document.documentElement.getBoundingClientRect();
    const all = [...labels.children];
    // Near the edge they would be narrower, and higher.
    for (const each of all) each.style.left = "0";
    all.forEach((each, number) => {
      const words = shown[number].getBoundingClientRect();
      const size = each.getBoundingClientRect();
      const left = Math.max(0, Math.min(words.left, room - size.width)) + scrollX;
      let top = Math.max(0, words.top + scrollY - size.height);
      for (const other of placed) {
        const isBeside = other.right <= left || other.left >= left + size.width;
        if (!isBeside && top < other.bottom && top + size.height > other.top) top = other.bottom;
      }
      each.style.left = `${left}px`;
      each.style.top = `${top}px`;
      placed.push({ left, right: left + size.width, top, bottom: top + size.height });
      placed.sort((one, other) => one.top - other.top);
    });
  }

  // --- All at once, or the one under the pointer ---

  let shown = [];
  let isShowingAll = false;
  let leaving;

  function showAll(isWanted) {
    isShowingAll = isWanted;
    toggle.setAttribute("aria-pressed", String(isWanted));
    document.documentElement.classList.toggle("clinic-origins-shown", isWanted);
    show(isWanted ? [...document.querySelectorAll(PART)].filter(isSeen) : []);
    point(null);
  }

  /** A preview is made anew with each word that is typed. */
  function remember() {
    try {
      sessionStorage.setItem(KEPT, isShowingAll ? "shown" : "");
    } catch {
      // Without storage it is asked again.
    }
  }

  function isRemembered() {
    try {
      return sessionStorage.getItem(KEPT) === "shown";
    } catch {
      return false;
    }
  }

  function onPointer(event) {
    if (isShowingAll || region.contains(event.target)) return clearTimeout(leaving);
    const part = event.target.closest?.(PART);
    if (part && part === shown[0]) return clearTimeout(leaving);
    clearTimeout(leaving);
    leaving = setTimeout(
      () => {
        show(part ? [part] : []);
        point(part);
      },
      shown.length ? ON_ITS_WAY : 0,
    );
  }

  function onClick(event) {
    const part = event.target.closest?.(PART);
    if (!part || event.target.closest(ACTIVE) || !getSelection().isCollapsed) return;
    const url = part.dataset.clinicOriginHere || part.dataset.clinicOriginUrl;
    // To look is not to reword.
    if (url) open(url.replace(/&reword$/, ""));
  }

  function begin() {
    if (!document.querySelector(PART)) return;
    toggle.type = "button";
    toggle.className = "clinic-origins-toggle";
    toggle.textContent = name;
    region.className = "clinic-origins";
    region.setAttribute("aria-label", name);
    region.lang = language;
    region.append(toggle, labels);
    // A link that skips to the content stays the first.
    const first = document.body.firstElementChild;
    if (first.matches("a[href^='#']")) first.after(region);
    else first.before(region);
    toggle.addEventListener("click", () => {
      showAll(!isShowingAll);
      remember();
    });
    document.addEventListener("pointerover", onPointer);
    document.addEventListener("click", onClick);
    new ResizeObserver(place).observe(document.body);
    window.addEventListener("resize", place);
    window.addEventListener("load", place);
    // Questions open and close.
    document.addEventListener("toggle", () => isShowingAll && showAll(true), true);
    showAll(shows !== undefined || (Boolean(form) && isRemembered()));
  }

  begin();
})();
