/* In every form that Wagtail saves by itself: what an editor sends (save, submit, publish) waits
   for the autosave under way, and none begins after it.

   Wagtail lets the two overtake each other. What is published while the first autosave creates the
   page is sent to the form for new pages again: "the slug is already in use", or a second snippet. */
(() => {
  // Milliseconds: as long as Wagtail's buttons stay off after a click.
  const SENDING = 30_000;
  // The `w-autosave:save` event of each form whose autosave has not ended.
  const saves = new Map();
  // What waits in each of these forms: the name and value of the clicked button.
  const waiting = new Map();
  const sending = new Set();

  function isBeingSaved(form) {
    return saves.has(form) && !saves.get(form).defaultPrevented;
  }

  function onSubmit(event) {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || submitter?.hasAttribute("formaction")) return;
    if (isBeingSaved(form)) {
      event.preventDefault();
      waiting.set(form, { name: submitter?.name, value: submitter?.value });
    } else {
      sending.add(form);
      setTimeout(() => sending.delete(form), SENDING);
    }
  }

  /* The button itself may be off or gone by now. The field in its place stands there only while the
     browser reads the form: an autosave must never publish. */
  function send(form, { name, value }) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    if (name) form.append(field);
    form.requestSubmit();
    field.remove();
  }

  function onSave(event) {
    if (sending.has(event.target)) event.preventDefault();
    else saves.set(event.target, event);
  }

  function onSaveEnded({ target: form }) {
    saves.delete(form);
    if (!waiting.has(form)) return;
    const button = waiting.get(form);
    waiting.delete(form);
    send(form, button);
  }

  // On the window: whoever else listens has been asked before.
  window.addEventListener("submit", onSubmit);
  window.addEventListener("w-autosave:save", onSave);
  window.addEventListener("w-autosave:success", onSaveEnded);
  window.addEventListener("w-autosave:error", onSaveEnded);
})();
