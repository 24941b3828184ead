/* In the form of a therapy block: the current shared text beside the override, with which one may
   start, what differs from it, and what can be done about an override that was written against an
   older one. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const CARRIED_ALONG = ["shared_text_seen", "seen_for"];
  const WARNING =
    '<svg class="icon icon-warning" aria-hidden="true"><use href="#icon-warning"></use></svg>';
  const CHANGE_TAGS = { deletion: "del", addition: "ins" };
  // Milliseconds without a key until what differs is asked for.
  const PAUSE = 600;

  function element(tag, className, text = "") {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  function button(text, onClick) {
    const made = element("button", "button button-small button-secondary", text);
    made.type = "button";
    made.addEventListener("click", onClick);
    return made;
  }

  class SharedTextNote {
    constructor(block, prefix, meta, state) {
      this.block = block;
      this.prefix = prefix;
      this.meta = meta;
      this.override = block.childBlocks.text_override;
      this.setUp();
      this.show(state);
      if (!state || String(state.therapy) !== this.chosen()) this.load();
    }

    setUp() {
      const { texts } = this.meta;
      this.root = element("div", "clinic-shared-text");
      this.alert = element("div", "clinic-shared-text__stale help-block help-warning");
      this.alert.innerHTML = WARNING;
      this.alert.append(element("p", "", texts.stale));
      this.details = element("details", "clinic-shared-text__details");
      this.summary = element("summary");
      this.text = element("div", "clinic-shared-text__text");
      this.details.append(this.summary, this.text);
      this.differs = element("details", "clinic-shared-text__details");
      this.differences = element("div", "clinic-shared-text__text");
      this.differs.append(element("summary", "", texts.differs), this.differences);
      this.differs.addEventListener("toggle", () => this.compare());
      this.startButton = button(texts.start, () => this.start());
      this.keepButton = button(texts.keep, () => this.keep());
      this.takeButton = button(texts.take, () => this.take());
      this.buttons = element("p", "clinic-shared-text__buttons");
      this.status = element("span");
      this.status.setAttribute("role", "status");
      this.buttons.append(this.startButton, this.takeButton, this.keepButton, this.status);
      // What the editor saw when writing: the server remembers it with the override.
      this.shown = element("input");
      this.shown.type = "hidden";
      const both = element("div", "clinic-shared-text__both");
      both.append(this.details, this.differs);
      this.root.append(this.alert, this.buttons, both, this.shown);
      this.hideCarriedAlong();
      this.listen();
      this.field(this.override).append(this.root);
    }

    hideCarriedAlong() {
      CARRIED_ALONG.forEach((name) => {
        this.field(this.block.childBlocks[name]).hidden = true;
      });
    }

    /** Neither chooser nor rich text editor has an event for every change: their content tells. */
    listen() {
      const watch = (child, onChange) =>
        new MutationObserver(onChange).observe(child.element, {
          attributes: true,
          characterData: true,
          childList: true,
          subtree: true,
        });
      watch(this.block.childBlocks.therapy, () => this.load());
      watch(this.override, () => {
        this.showButtons();
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.compare(), PAUSE);
      });
      // Asked for by who has led here: see origins/reveal.js.
      this.field(this.override).addEventListener("clinic:reword", () => {
        this.mustStart = true;
        this.startIfAsked();
      });
    }

    editor() {
      return this.override.element.querySelector("[contenteditable=true]");
    }

    isWritten() {
      return Boolean(this.editor()?.textContent.trim());
    }

    /** What is written, in lines as the server makes them of the shared text. */
    written() {
      const lines = this.editor()?.querySelectorAll("[data-block=true]") || [];
      return [...lines].map((line) => line.textContent).join("\n");
    }

    field(child) {
      return child.element.closest("[data-contentpath]");
    }

    chosen() {
      return String(this.block.childBlocks.therapy.getValue() || "");
    }

    /** Asks for the shared text of the chosen therapy, unless that is what is shown. */
    async load() {
      const therapy = this.chosen();
      if (therapy === this.therapy) return;
      this.show(null);
      this.therapy = therapy;
      if (!therapy) return;
      const response = await fetch(this.meta.sharedTextUrl.replace("/0/", `/${therapy}/`));
      if (response.ok && therapy === this.therapy) this.show(await response.json());
    }

    show(state) {
      this.therapy = state ? String(state.therapy) : "";
      this.isStale = Boolean(state && state.is_stale);
      this.root.hidden = !state;
      this.shown.name = state ? `${this.prefix}-shared_text-${state.therapy}` : "";
      this.shown.value = state ? state.text : "";
      if (state) this.showText(state);
      this.showButtons();
    }

    showText(state) {
      const { texts } = this.meta;
      this.summary.textContent = this.isStale ? texts.changed : texts.current;
      this.details.open = this.isStale;
      this.hasText = Boolean(state.text);
      this.raw = state.raw;
      const isFormatted = this.hasText && !this.isStale;
      this.text.classList.toggle("clinic-shared-text__text--formatted", isFormatted);
      if (isFormatted) this.showFormatted(state.html);
      else this.showChanges(this.text, state.changes, texts.empty);
      this.startIfAsked();
    }

    /** As visitors read it; its links leave no form with what is not saved yet. */
    showFormatted(html) {
      this.text.innerHTML = html;
      this.text.querySelectorAll("a").forEach((link) => {
        link.target = "_blank";
        link.rel = "noreferrer";
      });
    }

    showChanges(where, changes, otherwise) {
      const made = changes.map(([kind, text]) => this.change(kind, text));
      where.replaceChildren(...made, made.length ? "" : otherwise);
    }

    /** Shows what differs, where somebody looks. */
    async compare() {
      const written = this.written();
      const key = `${this.therapy}:${written}`;
      if (!this.differs.open || !this.therapy || key === this.compared) return;
      this.compared = key;
      const body = new URLSearchParams({ text: written });
      body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      const address = this.meta.differencesUrl.replace("/0/", `/${this.therapy}/`);
      const response = await fetch(address, { method: "POST", body });
      if (!response.ok || key !== this.compared) return;
      const { changes } = await response.json();
      const isSame = changes.every(([kind]) => kind === "equal");
      this.showChanges(this.differences, isSame ? [] : changes, this.meta.texts.same);
    }

    change(kind, text) {
      const { texts } = this.meta;
      const made = element(CHANGE_TAGS[kind] || "span", "", text);
      if (kind !== "equal") {
        const label = kind === "deletion" ? texts.removed : texts.added;
        made.prepend(element("span", "w-sr-only", `[${label}: `));
        made.append(element("span", "w-sr-only", "] "));
      }
      return made;
    }

    showButtons() {
      const isWritten = this.isWritten();
      this.alert.hidden = !this.isStale || !isWritten;
      this.keepButton.hidden = this.alert.hidden;
      if (this.removed && isWritten) this.forgetRemoved();
      this.takeButton.hidden = !this.hasText || !(isWritten || this.removed);
      this.startButton.hidden = !this.hasText || isWritten || Boolean(this.removed);
      this.differs.hidden = !this.hasText || !isWritten;
    }

    startIfAsked() {
      if (!this.mustStart || !this.therapy) return;
      this.mustStart = false;
      if (this.hasText && !this.isWritten()) this.start();
    }

    /** The shared text becomes what is written here, with its formatting; one types on. */
    start() {
      this.override.setState(window.Draftail.createEditorStateFromRaw(JSON.parse(this.raw)));
      this.status.textContent = this.meta.texts.started;
      this.override.focus();
    }

    /** The server then takes the override for one that is written now. */
    keep() {
      CARRIED_ALONG.forEach((name) => this.block.childBlocks[name].setState(""));
      this.isStale = false;
      this.showButtons();
      this.say(this.meta.texts.kept);
    }

    take() {
      if (this.removed) {
        this.override.setState(this.removed);
        this.forgetRemoved();
        this.say("");
      } else {
        this.removed = this.override.getState();
        this.override.setState(window.Draftail.createEditorStateFromRaw(null));
        this.takeButton.textContent = this.meta.texts.undo;
        this.say(this.meta.texts.taken);
      }
    }

    forgetRemoved() {
      this.removed = null;
      this.takeButton.textContent = this.meta.texts.take;
    }

    say(text) {
      this.status.textContent = text;
      this.takeButton.focus();
    }
  }

  class TherapyBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError, ...rest) {
      // The shared text is no child block's state.
      const { shared_text: sharedText, ...state } = initialState || {};
      const block = super.render(placeholder, prefix, state, initialError, ...rest);
      new SharedTextNote(block, prefix, this.meta, sharedText);
      return block;
    }
  }

  window.telepath.register("clinic_pages.TherapyBlock", TherapyBlockDefinition);
})();
