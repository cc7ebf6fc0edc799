// On a device of one's own, the worker stands before the pages, and two of them are kept: the offline page
// and « Mes rendez-vous ». On a shared one nothing is, and what was there goes away.
const OFFLINE = "/hors-ligne/";
const VISITS = "/mes-rendez-vous/";
const OWN = "campagnon-own";
const STAMP = "campagnon:stamp";
const FRESH = 10 * 60 * 1000;
const { person = "", territory = "" } = document.documentElement.dataset;
const shared = document.querySelector("[data-counter-machine]");

const forget = async () => {
  for (const store of [localStorage, sessionStorage])
    Object.keys(store).filter((key) => key.startsWith("campagnon:")).forEach((key) => store.removeItem(key));
  const names = (await window.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith("campagnon-")).map((name) => caches.delete(name)));
};

const leave = async () => {
  await forget();
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
};

const keepPage = async (own, address) => {
  const page = await fetch(address);
  // Led elsewhere, somebody's session is over; an incident of ours takes nothing away.
  if (page.redirected) await own.delete(address);
  else if (page.ok) await own.put(address, page);
};

// What is kept is of this person, this territory, this look; and not older than ten minutes when the line is good.
const keep = async () => {
  const [look] = document.querySelectorAll("link[rel=stylesheet]");
  const whose = [person, territory, look.href].join();
  const [before, at] = JSON.parse(localStorage.getItem(STAMP)) ?? [];
  if (before === whose && (!person || Date.now() - at < FRESH)) return;
  const own = await caches.open(OWN);
  if (before !== whose) await own.delete(VISITS);
  await keepPage(own, OFFLINE);
  if (person) await keepPage(own, VISITS);
  localStorage.setItem(STAMP, JSON.stringify([whose, Date.now()]));
};

const showWhatIsKept = async () => {
  for (const line of document.querySelectorAll("[data-if-kept]")) line.hidden = !(await caches.match(VISITS));
  for (const link of document.querySelectorAll("[data-retry]"))
    link.href = location.pathname === OFFLINE ? document.referrer || "/" : location.href;
};

const begin = async () => {
  if (shared) return leave();
  if (!window.caches || !navigator.serviceWorker) return;
  showWhatIsKept();
  await navigator.serviceWorker.register("/sw.js");
  await keep();
};

addEventListener("submit", (event) => "forget" in event.target.dataset && forget());
begin().catch(() => {});
