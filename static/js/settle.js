// What became of each form that keep.js set aside: the server has it (the cookie says which key), sent it back to be
// mended, or refused it; or the line was cut, and nothing is known. It comes before keep.js, which restores the rest.
const AWAY = "campagnon:away";
const LEFT = "campagnon:left";
const WEEK = 7 * 24 * 3600 * 1000;
const { person = "" } = document.documentElement.dataset;
const received = document.cookie.match(/(?:^|; )recu=([\w-]+)/)?.[1];
const left = sessionStorage.getItem(LEFT);
const [arrival] = performance.getEntriesByType("navigation");
const isMending = Boolean(document.querySelector(".errors"));
// Neither the offline page nor the way to the sign-in page answers a form, nor does a page one went back to.
const isDoor = document.querySelector("[data-cut]") || location.search.includes("next=");
const isAnswer = Boolean(document.referrer) && arrival.type !== "back_forward" && !isDoor;

const fate = (name, { body, by, at }) => {
  const key = body.find(([field]) => field === "_once")?.[1];
  const answered = isAnswer && name === left;
  if (key ? key === received : answered && arrival.redirectCount > 0) return "received";
  if (answered) return isMending ? "mending" : "refused";
  return Date.now() - at > WEEK ? "old" : "unknown";
};

const isOfAnother = ({ by }) => person && by && by !== person;
const read = (key) => JSON.parse(localStorage.getItem(key)) ?? {};

sessionStorage.removeItem(LEFT);
Object.keys(localStorage)
  .filter((key) => key.startsWith("campagnon:") && isOfAnother(read(key)))
  .forEach((key) => localStorage.removeItem(key));
if (received) document.cookie = "recu=; max-age=0; path=/";
const away = read(AWAY);
for (const [name, entry] of Object.entries(away)) {
  const became = fate(name, entry);
  if (became === "received") localStorage.removeItem(`campagnon:${name}`);
  // The server acted, and the page that says so was cut off.
  if (became === "received") document.querySelector("[data-if-received]")?.removeAttribute("hidden");
  if (became === "refused") entry.refused = true;
  if (name === left) entry.sent = 0;
  if (["received", "mending", "old"].includes(became) || isOfAnother(entry)) delete away[name];
}
localStorage.setItem(AWAY, JSON.stringify(away));

// Gone back to, a page would send under a key that has acted already.
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelector("[name=_once]") && location.reload());
