// The counter: what is typed is kept on the server as it is typed; only what is read changes, never a field.
const form = document.querySelector("form[data-desk]");
const [PAUSE, AGAIN] = [200, 3000];
let late, going, more;

const show = (parts) => {
  for (const [id, html] of Object.entries(parts)) {
    const part = document.getElementById(id);
    if (part && part.innerHTML !== html) part.innerHTML = html;
  }
};

const send = async () => {
  do {
    more = false;
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.dataset.desk, { method: "POST", body: new FormData(form), headers });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    show(await answer.json());
  } while (more);
};

// One sending at a time: an older one can never come after a newer one.
const save = () => {
  clearTimeout(late);
  more = true;
  const failed = () => {
    show({ garde: form.dataset.cut ?? "" });
    late = setTimeout(save, AGAIN);
  };
  return (going ??= send().catch(failed).finally(() => (going = null)));
};

const pick = (number) =>
  save().then(() => document.querySelectorAll("#trouves button, #trouves a")[number]?.click());

const aim = (target) => {
  target.closest("details")?.setAttribute("open", "");
  target[target.matches("button") ? "click" : "focus"]();
};

form?.addEventListener("input", () => {
  clearTimeout(late);
  late = setTimeout(save, PAUSE);
});
form?.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const name = (event.ctrlKey ? "Ctrl+" : "") + key;
  const aimed = [...form.querySelectorAll("[data-key]")].find((one) => one.dataset.key === name);
  // A digit picks after a name; in a number it is a digit.
  const picks = target.id === "who" && /^\p{L}/u.test(target.value) && /^[2-9]$/.test(key);
  if (aimed) aim(aimed);
  else if (picks) pick(key - 1);
  else if (key === "Enter" && target.id === "who" && target.value.trim()) pick(0);
  else if (key === "Enter" && target.matches("#when, #where")) save();
  else return;
  event.preventDefault();
});
// The last letters, when the page is left before they were kept.
addEventListener("pagehide", () => form?.dataset.cut && navigator.sendBeacon(form.dataset.desk, new FormData(form)));
