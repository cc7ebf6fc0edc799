// What keep.js set aside is sent again, as an ordinary form, once the line is back; until the server says that it has
// its key (campagnon/journal/once.py). Sent twice, by two tabs or on a dying line, it acts once.
const [AWAY, LEFT, LONG] = ["campagnon:away", "campagnon:left", 15000];
const KEPT = "Gardé sur cet appareil. Nous l’enverrons dès que le réseau revient.";
const REFUSED = "Cet envoi n’est pas passé. Ce que vous avez écrit est gardé sur cet appareil.";
const { person = "" } = document.documentElement.dataset;
const token = () => document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1] ?? "";
const all = () => JSON.parse(localStorage.getItem(AWAY)) ?? {};
const write = (name, entry) => localStorage.setItem(AWAY, JSON.stringify({ ...all(), [name]: entry }));
const isMine = ([, { by, sent, stays }]) => !stays && (!by || by === person) && Date.now() - sent >= LONG;
const waiting = () => Object.entries(all()).filter(isMine);
const element = (tag, more) => Object.assign(document.createElement(tag), more);
const line = element("div", { className: "status" });
let typing = false;

const send = ([name, entry]) => {
  write(name, { ...entry, sent: Date.now() });
  sessionStorage.setItem(LEFT, name);
  const form = element("form", { method: "post", action: entry.action, hidden: true });
  for (const [field, value] of [["csrfmiddlewaretoken", token()], ...entry.body])
    form.append(element("input", { type: "hidden", name: field, value }));
  document.body.append(form);
  form.submit();
};

const show = (form, words) => {
  line.remove();
  const [first] = waiting();
  if (!first && !words) return;
  const said = element("p", { role: "status" });
  const now = element("button", { type: "button", textContent: "Envoyer maintenant", onclick: () => send(first) });
  const never = element("button", { type: "button", className: "second", textContent: "Ne pas envoyer" });
  never.onclick = () => show(write(first[0]));
  const actions = element("div", { className: "actions", hidden: Boolean(words) });
  actions.append(now, never);
  line.replaceChildren(said, actions);
  form ? form.querySelector("button").before(line) : document.querySelector("main").prepend(line);
  // Written after the line is there, so that it is read aloud.
  setTimeout(() => (said.textContent = words ?? (first[1].refused ? REFUSED : KEPT)));
};

const attempt = async () => {
  const next = () => waiting().find(([, { refused }]) => !refused);
  if (typing || sessionStorage.getItem(LEFT) || !next()) return;
  const isBack = await fetch("/sw.js", { method: "HEAD", cache: "no-store" }).catch(() => false);
  if (isBack && next()) send(next());
};

addEventListener("submit", () => (typing = false));
addEventListener("campagnon:cut", ({ detail: { form, words } }) => show(form, words));
addEventListener("input", ({ target }) => {
  typing = true;
  if (target.form?.contains(line)) line.remove();
});
addEventListener("storage", ({ key }) => key === AWAY && show());
addEventListener("online", attempt);
setInterval(attempt, LONG);
show();
attempt();
