/* While files are read or imported, the page shows how far that is. Without this one looks again. */
(() => {
  const EVERY = 2_000;

  async function look() {
    const shown = document.getElementById("import");
    if (!shown || !("busy" in shown.dataset)) return;
    const response = await fetch(location.href);
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const now = page.getElementById("import");
      if (now) shown.replaceWith(document.importNode(now, true));
    }
    setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();
