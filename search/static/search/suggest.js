/* Suggestions while one types: the ARIA combobox with a list. Without it the form works as it is. */

const DELAY = 150;
const SHORTEST = 2;

function enhance(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector(".search-suggestions");
  const count = form.querySelector(".search-form__count");
  let active = -1;
  let timer = 0;
  let asked = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");

  const options = () => [...list.children];

  function close() {
    window.clearTimeout(timer);
    if (asked) asked.abort();
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(index) {
    active = index;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const chosen = options()[index];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function optionFor(suggestion, index) {
    const option = document.createElement("li");
    option.id = `search-suggestion-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.url;
    const kind = document.createElement("span");
    kind.className = "search-suggestions__kind";
    kind.textContent = suggestion.kind;
    option.append(`${suggestion.name} `, kind);
    return option;
  }

  function announce(number) {
    const { none, one, many } = count.dataset;
    count.textContent = number === 0 ? none : number === 1 ? one : many.replace("{count}", number);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(optionFor));
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    activate(-1);
    announce(suggestions.length);
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < SHORTEST) {
      count.textContent = "";
      return;
    }
    asked = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (error) {
      // Aborted, or away: the form still searches.
    }
  }

  input.addEventListener("input", () => {
    close();
    timer = window.setTimeout(ask, DELAY);
  });

  input.addEventListener("keydown", (event) => {
    const number = options().length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && number) {
      event.preventDefault();
      activate((active + 1) % number);
    } else if (event.key === "ArrowUp" && number) {
      event.preventDefault();
      activate(active <= 0 ? number - 1 : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      window.location.assign(options()[active].dataset.url);
    }
  });

  // Before the input loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.url);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("form[data-suggest]").forEach(enhance);
