/* The booking form without leaving the page: in a dialog, or in the page itself where that begins with
   it. Without scripts it has its own page. */

const IN_DIALOG = { "X-Clinic-Dialog": "1" };
const HERE = "data-clinic-booking-here";
// Who goes through a menu by keyboard stops at one of its entries.
const STOPPED = 400;

async function answerTo(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: IN_DIALOG,
    credentials: "same-origin",
    signal: AbortSignal.timeout(20000),
  });
  const text = await response.text();
  // An error, or somebody on the way: what was typed stays.
  if (!text.includes('id="clinic-dialog-title"')) throw new Error(response.statusText);
  return text;
}

async function fill(place, text) {
  const content = document.createElement("div");
  // Not seen before it has its style.
  content.hidden = true;
  content.innerHTML = text;
  const styles = [...content.querySelectorAll("link[rel=stylesheet]")];
  const loaded = styles.map((each) => new Promise((done) => { each.onload = each.onerror = done; }));
  place.append(content);
  await Promise.all(loaded);
  while (place.firstChild !== content) place.firstChild.remove();
  content.hidden = false;
  // Scripts put in like this do not run.
  for (const script of content.querySelectorAll("script[src]")) import(script.src);
  lookAfterTimes(content);
}

function titleOf(place) {
  return place.querySelector("#clinic-dialog-title");
}

// --- In a dialog -----------------------------------------------------------------------------------

function dialogFor(opener) {
  const dialog = document.createElement("dialog");
  dialog.className = "clinic-dialog";
  dialog.setAttribute("aria-labelledby", "clinic-dialog-title");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "clinic-dialog__close";
  close.setAttribute("aria-label", opener.dataset.close);
  close.textContent = "×";
  close.addEventListener("click", () => dialog.close());
  const place = document.createElement("div");
  place.className = "clinic-dialog__content";
  dialog.append(close, place);
  opener.after(dialog);
  place.addEventListener("submit", (event) => send(event, place));
  return dialog;
}

async function open(event) {
  const opener = event.currentTarget;
  event.preventDefault();
  if (opener.dataset.busy) return;
  const known = opener.parentElement.querySelector("dialog");
  // Closed by mistake: what was typed is still there.
  if (known && known.querySelector("form")) {
    known.showModal();
    return;
  }
  opener.dataset.busy = "1";
  try {
    const dialog = known || dialogFor(opener);
    await fill(dialog.querySelector(".clinic-dialog__content"), await answerTo(opener));
    dialog.showModal();
    titleOf(dialog).focus();
  } catch {
    // Its own page does what the dialog could not.
    opener.submit();
  } finally {
    delete opener.dataset.busy;
  }
}

// --- In the page -----------------------------------------------------------------------------------

async function unfold(place) {
  const opener = place.querySelector("form");
  // The button does nothing meanwhile, and what it does otherwise if this fails.
  opener.dataset.busy = "1";
  try {
    const text = await answerTo(opener);
    const isUsed = place.contains(document.activeElement);
    await fill(place, text);
    place.addEventListener("submit", (event) => send(event, place));
    if (isUsed) titleOf(place).focus();
  } catch {
    delete opener.dataset.busy;
  }
  place.removeAttribute(HERE);
}

// --- Sending it ------------------------------------------------------------------------------------

async function send(event, place) {
  const form = event.target;
  const button = event.submitter || form.querySelector("button:not([type=button])");
  event.preventDefault();
  if (button.disabled || button.name === "show_times") return;
  button.disabled = true;
  form.setAttribute("aria-busy", "true");
  try {
    await fill(place, await answerTo(form, button));
    const dialog = place.closest("dialog");
    if (dialog) dialog.scrollTop = 0;
    else place.scrollIntoView();
    (place.querySelector("[role=alert]") || titleOf(place)).focus();
  } catch {
    // Sent again, it is stored once.
    button.disabled = false;
    submitBy(form, button);
  }
}

function submitBy(form, button) {
  if (button.name) form.append(hidden(button));
  form.submit();
}

function hidden(button) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = button.name;
  input.value = button.value;
  return input;
}

// --- Free times ------------------------------------------------------------------------------------

function lookAfterTimes(place) {
  const form = place.querySelector(".clinic-times")?.closest("form");
  if (!form) return;
  const ask = form.querySelector(".clinic-times-ask");
  let waiting;
  // What was chosen says which times there are: nobody has to ask for them.
  ask.hidden = true;
  form.addEventListener("change", ({ target }) => {
    if (!["therapy", "practitioner"].includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => changeTimes(form, ask.querySelector("button")).catch(() => { ask.hidden = false; }), STOPPED);
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.name !== "show_times") return;
    event.preventDefault();
    try {
      (await changeTimes(form, button))?.focus();
    } catch {
      submitBy(form, button);
    }
  });
}

/* Gives the new times; nothing where others have been asked for meanwhile. Until they are there,
   none of the old ones can be chosen. */
async function changeTimes(form, button) {
  const number = (form.dataset.asked = String(Number(form.dataset.asked ?? 0) + 1));
  const shown = form.querySelector(".clinic-times");
  const answer = document.createElement("template");
  shown.inert = true;
  let times;
  try {
    answer.innerHTML = await answerTo(form, button);
    times = answer.content.querySelector(".clinic-times");
    if (!times) throw new Error("no times");
  } catch (error) {
    if (form.dataset.asked === number) shown.inert = false;
    throw error;
  }
  if (form.dataset.asked !== number) return null;
  shown.replaceWith(times);
  form.querySelector(".clinic-times-said").textContent = times.dataset.said;
  return times;
}

for (const opener of document.querySelectorAll("form[data-clinic-booking]")) {
  opener.addEventListener("submit", open);
}
for (const place of document.querySelectorAll(`[${HERE}]`)) unfold(place);
for (const form of document.querySelectorAll("form.clinic-form")) lookAfterTimes(form.parentElement);
