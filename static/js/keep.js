// What is typed in form[data-keep="name"] stays in this browser until the server has accepted it.
// A page with data-counter-machine belongs to a shared computer: nothing is kept there.
const WEEK = 7 * 24 * 3600 * 1000;
const TYPED = "textarea, select, input:not([type=hidden], [type=password], [type=file], [autocomplete=one-time-code])";
const CUT = "Le réseau est coupé. Votre texte est gardé ici : envoyez-le quand le réseau revient.";
const key = (name) => `campagnon:${name}`;
const fieldsOf = (form) => [...form.querySelectorAll(TYPED)];
const ticked = (field) => field.matches("[type=checkbox], [type=radio]");
const mending = document.querySelector(".errors");

const save = (form) => {
  const kept = fieldsOf(form).map((field) => (ticked(field) ? field.checked : field.value));
  localStorage.setItem(key(form.dataset.keep), JSON.stringify({ kept, at: Date.now() }));
};

const restore = (form) => {
  const { kept, at } = JSON.parse(localStorage.getItem(key(form.dataset.keep))) ?? {};
  const fields = fieldsOf(form);
  // A page sent back with errors already holds what was typed.
  if (mending || kept?.length !== fields.length || Date.now() - at > WEEK) return;
  fields.forEach((field, i) => {
    if (ticked(field)) field.checked = kept[i];
    else if (kept[i]) field.value = kept[i];
  });
};

// Accepted means: a redirect brought us here, or a page without that form; but not the way to the sign-in page.
const letGo = () => {
  const sent = sessionStorage.getItem(key("sent"));
  sessionStorage.removeItem(key("sent"));
  if (!sent || mending || location.search.includes("next=")) return;
  const [arrival] = performance.getEntriesByType("navigation");
  const again = document.querySelector(`form[data-keep="${CSS.escape(sent)}"]`);
  if (!again || arrival.redirectCount > 0) localStorage.removeItem(key(sent));
};

const say = (form) => {
  const line = form.querySelector("[role=alert]") ?? document.createElement("p");
  line.className = "error";
  line.setAttribute("role", "alert");
  line.textContent = CUT;
  form.querySelector("button").before(line);
};

letGo();
if (!document.querySelector("[data-counter-machine]")) {
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    restore(form);
    form.addEventListener("input", () => save(form));
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return sessionStorage.setItem(key("sent"), form.dataset.keep);
      event.preventDefault();
      say(form);
    });
  });
}
