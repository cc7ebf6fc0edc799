// What is typed in form[data-keep="name"] stays on this device until the server has it; when the form leaves, so does
// what it sends, for send.js. A page with data-counter-machine is on a shared device: nothing is kept there.
const WEEK = 7 * 24 * 3600 * 1000;
const LONG = 15000;
const TYPED = "textarea, select, input:not([type=hidden], [type=password], [type=file], [autocomplete=one-time-code])";
const CUT = "Le réseau est coupé. Laissez cette page ouverte, et envoyez quand il reviendra.";
const AWAY = "campagnon:away";
const { person = "" } = document.documentElement.dataset;
const shared = document.querySelector("[data-counter-machine]");
const read = (key) => JSON.parse(localStorage.getItem(key)) ?? {};
const fieldsOf = (form) => [...form.querySelectorAll(TYPED)];
const ticked = (field) => field.matches("[type=checkbox], [type=radio]");

const save = (form) => {
  const kept = fieldsOf(form).map((field) => (ticked(field) ? field.checked : field.value));
  localStorage.setItem(`campagnon:${form.dataset.keep}`, JSON.stringify({ kept, at: Date.now(), by: person }));
};

const restore = (form) => {
  const { kept, at, by } = read(`campagnon:${form.dataset.keep}`);
  const fields = fieldsOf(form);
  // A page sent back with errors already holds what was typed.
  if (document.querySelector(".errors") || (by && by !== person) || kept?.length !== fields.length || Date.now() - at > WEEK) return;
  fields.forEach((field, i) => {
    if (ticked(field)) field.checked = kept[i];
    else if (kept[i]) field.value = kept[i];
  });
};

const wordsOf = (body) => JSON.stringify(body.filter(([field]) => field !== "_once"));

// The same words sent again, from a page reloaded meanwhile, keep the key under which they may have arrived.
const setAside = (form, submitter) => {
  const bodyNow = () => [...new FormData(form, submitter)].filter(([field]) => field !== "csrfmiddlewaretoken");
  const away = read(AWAY);
  const { body: before = [] } = away[form.dataset.keep] ?? {};
  const key = before.find(([field]) => field === "_once")?.[1];
  if (key && wordsOf(before) === wordsOf(bodyNow())) form.elements._once.value = key;
  const action = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const [at, stays] = [Date.now(), "now" in form.dataset];
  const sent = navigator.onLine ? at : 0;
  away[form.dataset.keep] = { action, body: bodyNow(), by: person, at, sent, stays };
  localStorage.setItem(AWAY, JSON.stringify(away));
  if (sent) sessionStorage.setItem("campagnon:left", form.dataset.keep);
};

const tell = (form, words) => dispatchEvent(new CustomEvent("campagnon:cut", { detail: { form, words } }));
document.querySelectorAll("form[data-keep]").forEach((form) => {
  if (!shared) restore(form);
  if (!shared) form.addEventListener("input", () => save(form));
  form.addEventListener("submit", (event) => {
    if (!shared) setAside(form, event.submitter);
    if (navigator.onLine) return setTimeout(tell, LONG, form);
    event.preventDefault();
    tell(form, shared || "now" in form.dataset ? CUT : undefined);
  });
});

// The scripts that a page can wait for.
addEventListener("load", () => document.body.dataset.later?.split(" ").forEach((script) => import(script).catch(() => {})));
