/* A provider's calendar on the page, once it is asked for. Without it the calendar is a link.

   Nothing that could be clicked moves: the second click of a double click must not meet the telephone
   number. A browser does not say whether the provider has refused to be framed, so a link stays. */

// Milliseconds: what comes that soon after the first click was not meant for something else.
const ONE_CLICK = 1_000;
const SLOW = 8_000;

function open(link) {
  const embed = link.closest("[data-clinic-embed]");
  const template = embed.querySelector("[data-clinic-embed-calendar]");
  const calendar = template.content.firstElementChild.cloneNode(true);
  const wait = calendar.querySelector("[role=status]");
  const frame = document.createElement("iframe");
  frame.className = "clinic-embed__frame";
  frame.title = template.dataset.title;
  frame.referrerPolicy = "no-referrer";
  frame.src = link.href;
  const slow = window.setTimeout(() => {
    wait.textContent = wait.dataset.slow;
  }, SLOW);
  frame.addEventListener("load", () => {
    window.clearTimeout(slow);
    wait.textContent = "";
    frame.classList.add("clinic-embed__frame--answered");
  });
  wait.after(frame);
  embed.append(calendar);
  return frame;
}

function setUp(link) {
  let frame = null;
  let openedAt = 0;
  link.addEventListener("click", (event) => {
    // Into a window of its own, as the visitor's browser does it.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isFirst = !frame;
    if (isFirst) {
      frame = open(link);
      openedAt = event.timeStamp;
      swapLabels(link);
    }
    // From the keyboard, where nothing can slide under a pointer.
    const isByKey = event.detail === 0;
    if (isByKey || (!isFirst && event.timeStamp - openedAt > ONE_CLICK)) {
      frame.parentElement.parentElement.scrollIntoView();
      frame.focus({ preventScroll: true });
    }
  });
}

/* Both have a place from the beginning (components.css), so the button keeps its size. */
function swapLabels(link) {
  const label = link.querySelector("[data-clinic-embed-label]");
  [label.textContent, link.dataset.otherLabel] = [link.dataset.otherLabel, label.textContent];
  link.classList.add("clinic-button--quiet");
}

document.querySelectorAll("[data-clinic-embed-open]").forEach(setUp);
