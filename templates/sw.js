// The worker of Campagnon: the network always answers first. Without it, the offline page and « Mes rendez-vous »
// still open, as static/js/offline.js last kept them in OWN; nothing else is ever kept (docs/offline.md).
const FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const SHELL = "campagnon-{{ version }}";
const OWN = "campagnon-own";
const OFFLINE = "{% url 'pages:offline' %}";
const VISITS = "{% url 'pages:my_visits' %}";
const WEEK = 7 * 24 * 3600 * 1000;
// Longer than a page takes at 50 kbit/s: after that, what is kept is worth more than what may come.
const PATIENCE = 9000;

const fill = async () => (await caches.open(SHELL)).addAll(FILES);

const forgetFormer = async () => {
  const former = (await caches.keys()).filter((name) => name.startsWith("campagnon-") && name !== SHELL && name !== OWN);
  await Promise.all(former.map((name) => caches.delete(name)));
};

const kept = async (address) => {
  const found = await caches.match(address, { ignoreVary: true });
  return found && Date.now() - Date.parse(found.headers.get("date")) < WEEK ? found : undefined;
};

const impatient = (request) =>
  Promise.race([fetch(request), new Promise((_, refuse) => setTimeout(refuse, PATIENCE))]);

const page = async (request) => {
  const visits = new URL(request.url).pathname === VISITS && (await kept(VISITS));
  try {
    return await (visits ? impatient(request) : fetch(request));
  } catch {
    // The address of a form is not one to come back to: the form itself is kept by static/js/send.js.
    if (request.method !== "GET") return Response.redirect(OFFLINE, 303);
    return visits || (await caches.match(OFFLINE, { ignoreVary: true })) || Response.error();
  }
};

const file = (request) => fetch(request).catch(() => caches.match(request, { ignoreVary: true }));

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(forgetFormer()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});
