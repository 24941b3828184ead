/* A provider's calendar on the page, once it is asked for. Without it the calendar is a link. */

function load(event) {
  const link = event.currentTarget;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "clinic-embed__frame";
  frame.src = link.href;
  frame.title = link.dataset.title;
  frame.referrerPolicy = "no-referrer";
  link.closest("[data-clinic-embed]").append(frame);
  link.remove();
  frame.focus();
}

for (const link of document.querySelectorAll("[data-clinic-embed-open]")) {
  link.addEventListener("click", load);
}
