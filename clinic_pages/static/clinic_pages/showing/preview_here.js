// In the form of something that other pages show: finds one of these pages, and opens the preview
// on it.

(() => {
  "use strict";

  // Milliseconds without a key before pages are looked for.
  const PAUSE = 300;
  const PREVIEW = "[data-controller~='w-preview']";

  const modes = () => document.querySelector("[data-w-preview-target='mode']");

  function openPanel() {
    const panel = document.querySelector("[data-side-panel='preview']");
    if (panel?.hidden) document.querySelector("[data-side-panel-toggle='preview']")?.click();
  }

  function choose(mode, label) {
    const select = modes();
    if (!select) return;
    const isThere = [...select.options].some((option) => option.value === mode);
    if (!isThere) select.add(new Option(label, mode));
    select.value = mode;
    openPanel();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-clinic-preview-on]");
    if (button) choose(button.dataset.clinicPreviewOn, button.dataset.label);
  });

  // Wagtail forgets a page that is chosen while a preview still loads: it is chosen again.
  document.addEventListener("w-preview:loaded", ({ target }) => {
    const select = modes();
    const frame = target.querySelector("#w-preview-iframe");
    if (!select || !frame?.src) return;
    if (new URL(frame.src).searchParams.get("mode") === select.value) return;
    // Once Wagtail has finished with this one.
    setTimeout(() => select.dispatchEvent(new Event("change", { bubbles: true })));
  });

  // --- The search ---

  let timer = 0;
  let asked = 0;

  async function find(field) {
    asked += 1;
    const mine = asked;
    const address = `${field.dataset.clinicFind}?${new URLSearchParams({ q: field.value })}`;
    // Without an answer the rows stay as they are.
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const rows = await answer.text();
    if (mine === asked) document.querySelector("[data-clinic-found]").innerHTML = rows;
  }

  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.("[data-clinic-find]")) return;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE, target);
  });

  document.addEventListener("keydown", (event) => {
    // Enter would save the form.
    if (event.key === "Enter" && event.target.matches?.("[data-clinic-find]")) event.preventDefault();
  });

  // --- Opened at once, from the whole list ---

  window.addEventListener("load", () => {
    const opened = document.querySelector("[data-clinic-opened]")?.dataset.clinicOpened;
    if (opened && document.querySelector(PREVIEW)) choose(opened, opened);
  });
})();
