// The counter: what is typed is kept on the server as it is typed; only what is read changes, never a field.
const form = document.querySelector("form[data-desk]");
const [PAUSE, AGAIN] = [200, 3000];
let late, going, more;

const show = (parts) => {
  const there = Object.entries(parts).map(([id, html]) => [document.getElementById(id), html]);
  there.forEach(([part, html]) => part && (part.innerHTML = html));
};

const send = async () => {
  do {
    more = false;
    const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.dataset.desk, sent);
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
  return (going ??= send().then(() => true, failed).finally(() => (going = null)));
};

const pick = async (number) => {
  if (await save()) document.querySelectorAll("#trouves :is(button, a)")[number]?.click();
};

const aim = (target) => {
  target.closest("details")?.setAttribute("open", "");
  target[target.matches("button") ? "click" : "focus"]();
};

form?.addEventListener("input", () => {
  clearTimeout(late);
  late = setTimeout(save, PAUSE);
});
(form && document)?.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const pressed = (event.ctrlKey ? "Ctrl+" : "") + key;
  const aimed = [...form.querySelectorAll("[data-key]")].find((one) => one.dataset.key === pressed);
  // A digit picks after a name; in a number it is a digit.
  const picks = target.id === "who" && /^\p{L}/u.test(target.value) && /^[2-9]$/.test(key);
  if (aimed) aim(aimed);
  else if (picks) pick(key - 1);
  else if (key === "Enter" && target.id === "who" && target.value.trim()) pick(0);
  else if (key === "Enter" && target.matches("#when, #where")) save();
  else return;
  event.preventDefault();
});
// One goes on where one was; the last letters are kept when the page is left before they were.
document.querySelector("textarea[autofocus]")?.setSelectionRange(9999, 9999);
addEventListener("pagehide", () => form?.dataset.cut && navigator.sendBeacon(form.dataset.desk, new FormData(form)));
