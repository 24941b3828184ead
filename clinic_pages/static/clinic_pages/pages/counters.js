/* In forms of the admin: a field that takes only so many characters says how many are left, and
   cuts off nothing that is pasted. What is too long is told when it is saved. */
(() => {
  "use strict";

  const { left: LEFT, over: OVER } = document.currentScript.dataset;
  // Of a short field it is said once no more than this part is left.
  const LAST_PART = 4;

  function show(field, counter, most) {
    const left = most - [...field.value].length;
    const isFar = field.matches("input") && left > most / LAST_PART;
    const text = left < 0 ? OVER.replace("0", -left) : LEFT.replace("0", left);
    counter.hidden = isFar;
    counter.classList.toggle("w-text-text-error", left < 0);
    // Read aloud only where it is needed.
    counter.setAttribute("aria-live", left < most / LAST_PART ? "polite" : "off");
    if (counter.textContent !== text) counter.textContent = text;
  }

  function count(field) {
    const most = field.maxLength;
    if (!(most > 0) || !field.matches("textarea, input:not([type]), input[type=text]")) return;
    field.removeAttribute("maxlength");
    const counter = document.createElement("p");
    counter.className = "clinic-counter help w-mt-1 w-mb-0";
    field.after(counter);
    const update = () => show(field, counter, most);
    field.addEventListener("input", update);
    update();
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.closest("[data-edit-form]")) count(event.target);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-edit-form] textarea[maxlength]").forEach(count);
  });
})();
