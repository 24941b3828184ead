// Remembers how everything looks that can have the focus, while nothing has it. What the focus may
// change is in window.focusLook, for focus_stop.js.
() => {
  const looks = [
    "outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "color",
    "borderTopColor", "borderTopWidth", "borderBottomColor", "borderBottomWidth",
    "textDecorationLine", "textDecorationThickness",
  ];
  const look = (element) => looks.map((name) => getComputedStyle(element)[name]).join("|");
  // A radio button that is hidden shows its focus on the label.
  window.focusLook = (element) => [element, ...(element.labels ?? [])].map(look).join("||");
  window.lookBefore = new Map();
  const selector = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  for (const element of document.querySelectorAll(selector)) {
    window.lookBefore.set(element, window.focusLook(element));
  }
  document.activeElement?.blur();
  window.firstStop = null;
};
