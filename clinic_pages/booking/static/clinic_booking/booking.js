/* The booking form in a dialog on the page. Without it the form has its own page. */

const IN_DIALOG = { "X-Clinic-Dialog": "1" };

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
  const content = document.createElement("div");
  content.className = "clinic-dialog__content";
  dialog.append(close, content);
  opener.after(dialog);
  dialog.addEventListener("submit", (event) => send(event, dialog));
  return dialog;
}

async function fetchInto(dialog, form, submitter) {
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
  const content = dialog.querySelector(".clinic-dialog__content");
  content.innerHTML = text;
  const styles = [...content.querySelectorAll("link[rel=stylesheet]")];
  await Promise.all(styles.map((each) => new Promise((done) => { each.onload = each.onerror = done; })));
  // Scripts put in like this do not run.
  for (const script of content.querySelectorAll("script[src]")) import(script.src);
  return content;
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
    await fetchInto(dialog, opener);
    dialog.showModal();
    dialog.querySelector("#clinic-dialog-title").focus();
  } catch {
    // Its own page does what the dialog could not.
    opener.submit();
  } finally {
    delete opener.dataset.busy;
  }
}

async function send(event, dialog) {
  const form = event.target;
  const button = event.submitter || form.querySelector("button:not([type=button])");
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  form.setAttribute("aria-busy", "true");
  try {
    const content = await fetchInto(dialog, form, button);
    const wantsTimes = button.name === "show_times" && content.querySelector(".clinic-times");
    const title = content.querySelector("#clinic-dialog-title");
    dialog.scrollTop = 0;
    (wantsTimes || content.querySelector("[role=alert]") || title).focus();
  } catch {
    // Sent again, it is stored once.
    button.disabled = false;
    if (button.name) form.append(hidden(button));
    form.submit();
  }
}

function hidden(button) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = button.name;
  input.value = button.value;
  return input;
}

for (const opener of document.querySelectorAll("form[data-clinic-booking]")) {
  opener.addEventListener("submit", open);
}
