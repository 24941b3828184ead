/* Ticks of therapies in the form of a condition: to tick one puts its block among the others, where
   pages have it; and what blocks show is ticked. */
(() => {
  "use strict";

  // Milliseconds after a change in the content until the ticks follow.
  const PAUSE = 150;
  const READY = "[contenteditable=true]";

  class Ticks {
    constructor(root, stream) {
      this.root = root;
      this.stream = stream;
      this.names = root.dataset.clinicTicks.split(" ");
      this.status = root.querySelector("[role=status]");
      this.last = Promise.resolve();
      root.hidden = false;
      root.addEventListener("change", (event) => this.change(event.target));
      let timer = 0;
      new MutationObserver(() => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => this.follow(), PAUSE);
      }).observe(stream.element, { attributes: true, childList: true, subtree: true });
      this.follow();
    }

    /** The primary key of the therapy that a block shows, as text; "" for another block. */
    therapyOf(child) {
      if (!this.names.includes(child.type)) return "";
      return String(child.block.childBlocks.therapy.getValue() || "");
    }

    blocksOf(tick) {
      return this.stream.children.filter((child) => this.therapyOf(child) === tick.value);
    }

    follow() {
      this.root.querySelectorAll("input").forEach((tick) => {
        if (!tick.disabled) tick.checked = this.blocksOf(tick).length > 0;
      });
    }

    /** One after the other: each is placed among those before it. */
    change(tick) {
      if (!tick.checked) {
        this.remove(tick);
        return;
      }
      this.last = this.last.then(() => this.add(tick)).catch(() => this.fail(tick));
    }

    async add(tick) {
      if (this.blocksOf(tick).length) return;
      const labels = this.stream.children.map((child) => this.therapyOf(child) || child.type);
      const query = new URLSearchParams(labels.map((label) => ["at", label]));
      const url = this.root.dataset.url.replace("/0/", `/${tick.value}/`);
      const answer = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const { place, type, value } = await answer.json();
      if (!tick.checked || this.blocksOf(tick).length) return;
      const id = window.crypto.randomUUID?.();
      this.stream.insert({ type, value, id }, place, { animate: true, collapsed: true });
      this.say("added", tick);
    }

    fail(tick) {
      tick.checked = false;
      this.say("failed", tick);
    }

    /** What was written for this page goes only by its own block. */
    remove(tick) {
      const blocks = this.blocksOf(tick);
      if (blocks.some((child) => this.isReworded(child))) {
        tick.checked = true;
        this.say("reworded", tick);
        return;
      }
      blocks.forEach((child) => this.stream.deleteBlock(child.index, { animate: true }));
      this.say("removed", tick);
    }

    isReworded(child) {
      const { heading_override: heading, text_override: text } = child.block.childBlocks;
      const written = text.element.querySelector(READY)?.textContent || "";
      return Boolean((heading.getValue() || "").trim() || written.trim());
    }

    say(what, tick) {
      this.status.textContent = this.root.dataset[what].replace("%(title)s", tick.dataset.title);
    }
  }

  window.addEventListener("load", () => {
    const root = document.querySelector("[data-clinic-ticks]");
    const stream = document.getElementById("body-root")?.rootBlock;
    if (root && stream) new Ticks(root, stream);
  });
})();
