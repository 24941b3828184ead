/* In the form of a therapy block: the current shared text beside the override, and what can be done
   about an override that was written against an older one. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const CARRIED_ALONG = ["shared_text_seen", "seen_for"];
  const WARNING =
    '<svg class="icon icon-warning" aria-hidden="true"><use href="#icon-warning"></use></svg>';
  const CHANGE_TAGS = { deletion: "del", addition: "ins" };

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
      this.keepButton = button(texts.keep, () => this.keep());
      this.takeButton = button(texts.take, () => this.take());
      this.buttons = element("p", "clinic-shared-text__buttons");
      this.status = element("span");
      this.status.setAttribute("role", "status");
      this.buttons.append(this.takeButton, this.keepButton, this.status);
      // What the editor saw when writing: the server remembers it with the override.
      this.shown = element("input");
      this.shown.type = "hidden";
      this.root.append(this.alert, this.details, this.buttons, this.shown);
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
      watch(this.override, () => this.showButtons());
    }

    isWritten() {
      const editor = this.override.element.querySelector("[contenteditable=true]");
      return Boolean(editor && editor.textContent.trim());
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
      this.text.replaceChildren(
        ...state.changes.map(([kind, text]) => this.change(kind, text)),
        state.changes.length ? "" : texts.empty,
      );
      this.hasText = Boolean(state.text);
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
