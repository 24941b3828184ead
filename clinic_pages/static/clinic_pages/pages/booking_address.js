/* In the form of a booking box: says whose an address is while it is typed or pasted. */
(() => {
  // Milliseconds without a key before the site is asked.
  const PAUSE = 400;

  function setUp(place) {
    const field = document.getElementById(place.dataset.clinicRemarks);
    if (!field) return;
    let timer = 0;
    let asked = 0;

    async function ask() {
      asked += 1;
      const mine = asked;
      const { value: token } = field.form.querySelector("[name=csrfmiddlewaretoken]");
      const body = new URLSearchParams({ typed: field.value, csrfmiddlewaretoken: token });
      // Without an answer it is said after saving.
      const answer = await fetch(place.dataset.url, { method: "POST", body }).catch(() => null);
      const isAnswered = answer?.ok && !answer.redirected;
      if (isAnswered && mine === asked) place.innerHTML = await answer.text();
    }

    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-clinic-remarks]").forEach(setUp);
  });
})();
