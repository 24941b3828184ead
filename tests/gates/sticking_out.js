// What reaches over the edge of the page and cannot be scrolled in a box of its own, one line each.
() => {
  const width = document.documentElement.clientWidth;

  function scrollsByItself(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  }

  function isCutOff(element) {
    const box = element.getBoundingClientRect();
    const isShown = box.width > 1 && box.height > 1;
    // A skip link waits above or left of the page, where nothing scrolls to it.
    return isShown && box.right > width + 0.5 && box.left < width * 10 && !scrollsByItself(element);
  }

  const found = [...document.body.querySelectorAll("*")].filter(isCutOff).map((element) => {
    const name = element.localName + (element.id ? "#" + element.id : "");
    const classes = [...element.classList].map((each) => "." + each).join("");
    const right = Math.round(element.getBoundingClientRect().right);
    return `${name}${classes} ends at ${right} of ${width} pixels`;
  });
  const inner = document.scrollingElement.scrollWidth;
  if (!found.length && inner > width) found.push(`the page is ${inner} of ${width} pixels wide`);
  return found;
};
