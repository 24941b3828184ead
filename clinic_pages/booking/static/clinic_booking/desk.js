// The desk's list, beside Wagtail's own script, which sends what is typed and puts the answer into
// the list's place: the address becomes that of the answer, and how many were found is said. Without
// scripts the search is a form.

(() => {
  "use strict";

  // Wagtail would write into the address what the form has in it.
  document.addEventListener("w-swap:reflect", (event) => {
    const shown = event.target.querySelector("[data-clinic-address]");
    if (!shown) return;
    event.preventDefault();
    history.replaceState(null, "", shown.dataset.clinicAddress);
  });

  document.addEventListener("w-swap:success", (event) => {
    const status = document.querySelector("[data-clinic-said]");
    const count = event.target.querySelector("[data-clinic-count]");
    if (status) status.textContent = count ? count.textContent.trim() : "";
  });
})();
