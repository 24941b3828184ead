// What is wrong with the element that has the focus: {name, faults}; null when the focus has left
// the page, or is back at its first stop.
async () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === window.firstStop) return null;
  window.firstStop ??= element;

  const frame = () => new Promise(requestAnimationFrame);
  for (let last = NaN; last !== scrollY; await frame()) last = scrollY;

  // A label is part of the target.
  const targets = [element, ...(element.labels ?? [])];
  const faults = [];


  // A link that is broken over two lines has two boxes.
  function middles() {
    const boxes = [...element.getClientRects()];
    return boxes.map((box) => [box.x + box.width / 2, box.y + box.height / 2]);
  }

  function isOnScreen([x, y]) {
    return x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
  }

  function isSeen([x, y]) {
    const hit = document.elementFromPoint(x, y);
    return hit && targets.some((target) => target.contains(hit) || hit.contains(target));
  }

  function isHit([x, y]) {
    const hit = document.elementFromPoint(x, y);
    return hit && targets.some((target) => target.contains(hit));
  }

  function hasOutline() {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      && !/, 0\)$|transparent/.test(style.outlineColor);
  }

  function isInSentence() {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    // What other links of the same line say is no sentence.
    const words = [...block.childNodes].filter((node) => !node.contains(element));
    const text = words.filter((node) => !node.querySelector?.("a") && node.localName !== "a");
    return text.some((node) => /\p{L}/u.test(node.textContent));
  }

  // By its boxes, or by what a finger hits: the target of a card's link is the card.
  function isLargeEnough() {
    const boxes = targets.map((target) => target.getBoundingClientRect());
    if (boxes.some((box) => Math.min(box.width, box.height) >= 23.99)) return true;
    // At the edge of the screen there would be nothing to hit.
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const steps = [-11.5, 0, 11.5];
    const around = ([x, y]) => steps.flatMap((dx) => steps.map((dy) => [x + dx, y + dy]));
    return middles().some((point) => around(point).every(isHit));
  }

  if (!middles().some(isOnScreen)) faults.push("is not on the screen");
  else if (!middles().some(isSeen)) faults.push("is covered by something else");
  else if (!isInSentence() && !isLargeEnough()) faults.push("is less than 24 pixels wide or high");
  if (!hasOutline() && window.focusLook(element) === window.lookBefore.get(element)) {
    faults.push("does not show that it has the focus");
  }
  const classes = [...element.classList].map((each) => "." + each).join("");
  const id = element.id ? "#" + element.id : "";
  const text = element.innerText?.trim() ? ` (${element.innerText.trim().slice(0, 30)})` : "";
  return { name: element.localName + id + classes + text, faults };
};
