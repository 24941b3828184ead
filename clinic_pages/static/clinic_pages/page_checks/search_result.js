/* In a page's form: the search result follows the typing, and findings lead to their fields. The
   widths and the rules are those of search_result.py, which made what stands there at first. */
(() => {
  const FOCUSABLE = "input:not([type=hidden]), textarea, select, button, [contenteditable=true]";
  // Milliseconds. It also scrolls to its own top.
  const TAB_OPENS_IN = 300;
  const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
  const USUAL = 556;
  const FULL_WIDTH = 1000;

  function widthOf(letter, widths) {
    if (/\p{Mark}/u.test(letter)) return 0;
    return widths[letter] ?? (WIDE.test(letter) ? FULL_WIDTH : USUAL);
  }

  function fits(text, line) {
    const widths = JSON.parse(line.closest("[data-clinic-results]").querySelector("script").textContent);
    const letters = [...text.normalize("NFKD")].map((letter) => widthOf(letter, widths));
    const width = letters.reduce((sum, each) => sum + each, 0) * Number(line.dataset.size);
    return width / 1000 <= Number(line.dataset.room);
  }

  function cut(text, line) {
    const words = text.trim().split(/\s+/);
    if (fits(words.join(" "), line)) return words.join(" ");
    while (words.length && !fits(`${words.join(" ")}…`, line)) words.pop();
    return `${words.join(" ").replace(/[,;:– -]+$/, "")}…`;
  }

  function valueOf(name) {
    const field = document.getElementById(`id_${name}`);
    return field ? field.value.trim() : "";
  }

  function title(line, clinic) {
    const name = valueOf("seo_title") || valueOf("title");
    const both = `${name} – ${clinic}`;
    if (!clinic || name.toLowerCase().includes(clinic.toLowerCase())) return name;
    return fits(both, line) ? both : name;
  }

  function show(results) {
    const { clinic, firstWords } = results.dataset;
    const texts = {
      title: (line) => cut(title(line, clinic), line),
      description: (line) => cut(valueOf("search_description") || firstWords, line),
      slug: () => valueOf("slug"),
    };
    results.querySelectorAll("[data-clinic-result]").forEach((line) => {
      const text = texts[line.dataset.clinicResult](line);
      if (text !== line.textContent) line.textContent = text;
    });
  }

  function goTo(name) {
    const field = [...document.querySelectorAll(`[data-contentpath="${name}"]`)].find(
      (each) => !each.parentElement.closest("[data-contentpath]"),
    );
    if (!field) return;
    const tab = field.closest("[role=tabpanel]");
    const isHidden = !field.offsetParent;
    if (isHidden && tab) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    field.closest("[data-panel]")?.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
    window.setTimeout(
      () => {
        field.scrollIntoView({ block: "center" });
        const found = [...field.querySelectorAll(FOCUSABLE)].find((each) => each.offsetParent);
        found?.focus({ preventScroll: true });
      },
      isHidden ? TAB_OPENS_IN : 0,
    );
  }

  function setUp(results) {
    const form = results.closest("form");
    const watched = ["title", "seo_title", "search_description", "slug"].map((name) => `id_${name}`);
    const follow = (event) => {
      // The slug follows the title in Wagtail's own script, after this event.
      if (watched.includes(event.target.id)) window.setTimeout(() => show(results));
    };
    ["input", "change"].forEach((name) => form.addEventListener(name, follow));
  }

  // The checks beside the form have such links, too.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-clinic-field]");
    if (!link) return;
    event.preventDefault();
    goTo(link.dataset.clinicField);
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-clinic-results]").forEach(setUp);
  });
})();
