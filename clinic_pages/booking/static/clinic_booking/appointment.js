// Where the reception chooses a time: free times follow what is chosen, and a click on one fills the
// form in. Without it each is a button that sends the form, which comes back.

(() => {
  "use strict";

  const ASKED_BY = ["day", "therapy", "practitioner", "minutes"];

  async function ask(form, button) {
    const number = (form.dataset.asked = String(Number(form.dataset.asked ?? 0) + 1));
    const body = new URLSearchParams(new FormData(form));
    body.append(button.name, button.value);
    form.querySelector(".clinic-free").setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.action, { method: "POST", body });
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      if (form.dataset.asked !== number) return;
      show(form, answer.querySelector(".clinic-free"));
    } catch {
      form.querySelector(".clinic-free").removeAttribute("aria-busy");
      form.querySelector("[data-clinic-ask]").hidden = false;
    }
  }

  function show(form, free) {
    const shown = form.querySelector(".clinic-free");
    const wasUsed = shown.contains(document.activeElement);
    shown.replaceWith(document.adoptNode(free));
    free.querySelector("[data-clinic-ask]").hidden = true;
    form.querySelector("[data-clinic-free-said]").textContent =
      free.querySelector(".clinic-free__day, p").textContent;
    if (wasUsed) free.querySelector("button:not([hidden])")?.focus();
  }

  function fillIn(form, button) {
    const [moment, who] = button.value.split("/");
    [form.elements.day.value, form.elements.time.value] = moment.split("T");
    form.elements.practitioner.value = who;
    for (const each of form.querySelectorAll("button[name=free]")) {
      each.classList.toggle("button-secondary", each !== button);
    }
    form.querySelector("[data-clinic-book]").focus();
  }

  function start() {
    const doubts = document.querySelector("[data-clinic-doubts]");
    doubts?.focus();
    for (const form of document.querySelectorAll("[data-clinic-time]")) {
      const again = form.querySelector("[data-clinic-ask]");
      again.hidden = true;
      form.addEventListener("change", ({ target }) => {
        if (ASKED_BY.includes(target.name)) ask(form, again);
      });
      form.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (!button?.closest(".clinic-free")) return;
        event.preventDefault();
        if (button.name === "free") fillIn(form, button);
        else ask(form, button);
      });
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
