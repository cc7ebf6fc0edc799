// A form on its way says so, and a second press does nothing, but for data-again, which a paper answers.
// The server replays the first answer anyway.
const release = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
};

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  // On a poor line an answer may never come: the button must not stay dead.
  setTimeout(release, 15000, form);
});

// Coming back with the browser's arrow brings the page as it was left.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
