// Review by keyboard. The page works by links and forms alone; this makes it quick: a decision is
// sent in the background, the parts it changed come back, and so do other officers' decisions.
const reader = document.querySelector(".reader");
const cards = document.getElementById("cards");
const help = document.getElementById("keys-help");
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
const PAUSE = 3000;
const QUICK = 70; // held keys run through the cards; only where they rest is anything fetched
let since = Number(reader.dataset.since);
let resting;
let lastDecided;

const say = (words, tone) => document.dispatchEvent(new CustomEvent("say", { detail: { words, tone } }));
const fail = (status) => document.dispatchEvent(new CustomEvent("tell-failure", { detail: status }));
const current = () => cards.querySelector(".finding.now");
const all = () => [...cards.querySelectorAll(".finding")];
const marksOf = (number) => document.querySelectorAll(`mark[data-f~="${number}"]`);
const isTyping = (target) => target.matches?.("input, textarea, select");
const isWide = () => matchMedia("(min-width: 761px)").matches;

async function ask(address, data) {
  const headers = { "X-Part": "1", "X-CSRFToken": token };
  let answer;
  try {
    answer = await fetch(address, data ? { method: "POST", headers, body: data } : { headers });
  } catch { fail(0); return null; }
  if (answer.status === 204) return null;
  if (!answer.ok) { fail(answer.status); return null; }
  return { outcome: answer.headers.get("X-Outcome") ?? "done", html: await answer.text() };
}

// Put each part of the answer in the place of the part with the same id; what the page does not
// show is left out. A card with an open correction is not taken from under the officer's hands.
function replaceParts(html) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  for (const fresh of [...parts.content.querySelectorAll("[data-part]")]) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    if (old.matches(".finding")) replaceCard(old, fresh);
    else old.replaceWith(fresh);
  }
  const told = parts.content.querySelector("[data-say]");
  if (told) say(told.dataset.say, told.dataset.tone);
}

function replaceCard(old, fresh) {
  if (old.dataset.version === fresh.dataset.version) return;
  const form = old.querySelector(".correct-form");
  if (form && !fresh.querySelector(".correct-form") && old.classList.contains("now") && !form.dataset.sent) {
    old.dataset.version = fresh.dataset.version;
    form.querySelector(".meanwhile").hidden = false;
    paint(fresh);
    return;
  }
  const isNow = old.classList.contains("now");
  const detail = old.querySelector(".more");
  fresh.classList.toggle("now", isNow);
  if (isNow) fresh.setAttribute("aria-current", "true");
  if (!fresh.querySelector(".more > *") && detail?.children.length && isNow) load(fresh);
  old.replaceWith(fresh);
  paint(fresh);
}

function paint(card) {
  for (const mark of marksOf(card.dataset.number)) {
    if (mark.dataset.f.split(" ")[0] === card.dataset.number) mark.dataset.state = card.dataset.state;
  }
}

async function load(card) {
  const answer = await ask(card.dataset.url);
  if (!answer) return;
  const parts = document.createElement("template");
  parts.innerHTML = answer.html;
  const more = parts.content.querySelector(".more");
  const here = document.getElementById(card.id);
  if (more && here && !here.querySelector(".correct-form")) {
    here.querySelector(".more").replaceWith(more);
    if (here.classList.contains("now")) show(here);
  }
}

function show(card, { withText = false } = {}) {
  if (isWide()) card.scrollIntoView({ block: "nearest" });
  else cards.scrollTop = 0;
  if (withText) marksOf(card.dataset.number)[0]?.scrollIntoView({ block: isWide() ? "nearest" : "start" });
}

function select(card, { withText = true } = {}) {
  if (!card) return;
  const old = current();
  if (old && old !== card) {
    old.classList.remove("now");
    old.removeAttribute("aria-current");
    old.querySelector(".correct-form")?.closest(".more").replaceChildren();
  }
  for (const mark of document.querySelectorAll("mark.now")) mark.classList.remove("now");
  card.classList.add("now");
  card.setAttribute("aria-current", "true");
  for (const mark of marksOf(card.dataset.number)) mark.classList.add("now");
  show(card, { withText });
  markSection(card.dataset.section);
  step(card);
  clearTimeout(resting);
  resting = setTimeout(() => rest(document.getElementById(card.id)), QUICK);
}

function rest(card) {
  if (!card?.classList.contains("now")) return;
  if (!card.querySelector(".more > *")) load(card);
  const address = new URL(location);
  address.searchParams.set("at", card.dataset.number);
  address.hash = "";
  history.replaceState(null, "", address);
  const after = card.nextElementSibling;
  if (after?.matches(".finding") && !after.querySelector(".more > *")) load(after);
}

function markSection(number) {
  for (const link of document.querySelectorAll(".tree a")) {
    const isHere = link.dataset.section === number;
    if (isHere) {
      link.setAttribute("aria-current", "true");
      if (isWide()) link.scrollIntoView({ block: "nearest" });
      const name = document.getElementById("section-now");
      if (name) name.textContent = link.querySelector("span").textContent;
    } else link.removeAttribute("aria-current");
  }
}

function step(card) {
  const place = document.getElementById("step-now");
  if (place) place.textContent = String(all().indexOf(card) + 1);
}

function move(by) {
  const list = all();
  const at = list.indexOf(current());
  goTo(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
}

// By keyboard the focus goes along, so that a screen reader reads the card.
function goTo(card) {
  select(card);
  card?.focus({ preventScroll: true });
}

function nextOpen(from) {
  const list = all();
  const at = list.indexOf(from);
  return [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))].find((card) => card.dataset.state === "open");
}

async function decide(card, act, data = new FormData()) {
  if (!card || cards.dataset.review !== "yes") return;
  data.set("seen_version", card.dataset.version);
  const answer = await ask(`${card.dataset.url}${act}/${location.search}`, data);
  if (!answer) return;
  replaceParts(answer.html);
  if (answer.outcome !== "done") goTo(document.getElementById(card.id));
}

// The next open one is shown at once; the answer comes when it comes.
function decideAndGoOn(act) {
  const card = current();
  if (!card || card.querySelector(".correct-form")) return;
  const after = nextOpen(card);
  lastDecided = card.id;
  decide(card, act);
  if (after) goTo(after);
}

// The decision on this card; on an open card, the one made just before.
function undo() {
  const last = document.getElementById(lastDecided);
  const card = current()?.dataset.state === "open" && last ? last : current();
  goTo(card);
  decide(card, "undo");
}

async function openForm(card) {
  if (!card || cards.dataset.review !== "yes") return;
  const answer = await ask(`${card.dataset.url}correct/`);
  if (!answer) return;
  const more = card.querySelector(".more");
  more.innerHTML = answer.html;
  show(card);
  more.querySelector("input:not([type=hidden]), select")?.focus();
}

async function sendForm(form) {
  const card = form.closest(".finding");
  form.dataset.sent = "1";
  const data = new FormData(form);
  const answer = await ask(form.action, data);
  if (!answer) { delete form.dataset.sent; return; }
  if (answer.outcome === "invalid") {
    card.querySelector(".more").innerHTML = answer.html;
    card.querySelector(".more [aria-invalid=true]")?.focus();
    return;
  }
  replaceParts(answer.html);
  const here = document.getElementById(card.id);
  select(answer.outcome === "done" ? nextOpen(here) ?? here : here);
}

function closeForm(card) {
  card.querySelector(".more").replaceChildren();
  load(card);
  card.focus();
}

// On a phone the card shows its fields only when asked, so that the text has the page.
function openSheet(isOpen) {
  cards.classList.toggle("open", isOpen);
  cards.querySelector("[data-press=sheet]")?.setAttribute("aria-expanded", String(isOpen));
}

const ACTS = {
  j: () => move(1), k: () => move(-1), a: () => decideAndGoOn("accept"), r: () => decideAndGoOn("reject"),
  e: () => { openSheet(true); openForm(current()); }, sheet: () => openSheet(!cards.classList.contains("open")), u: undo, n: () => goTo(nextOpen(current())), "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.(".correct-form")) { closeForm(event.target.closest(".finding")); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help.open) return;
  const act = event.key.length === 1 && (ACTS[event.key] ?? ACTS[event.key.toLowerCase()]);
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-act]")) {
    event.preventDefault();
    if (form.dataset.act === "undo") decide(form.closest(".finding"), "undo");
    else decideAndGoOn(form.dataset.act);
  } else if (form.matches(".correct-form")) {
    event.preventDefault();
    sendForm(form);
  }
});

document.addEventListener("click", (event) => {
  const press = event.target.closest("[data-press]");
  if (press) { event.preventDefault(); ACTS[press.dataset.press](); return; }
  const cancel = event.target.closest("[data-cancel]");
  if (cancel) { event.preventDefault(); closeForm(cancel.closest(".finding")); return; }
  const to = event.target.closest("a[data-to]");
  if (to) {
    const card = document.getElementById(`f${to.dataset.to}`);
    if (card) { event.preventDefault(); select(card); }
    return;
  }
  const mark = event.target.closest("mark");
  if (mark) { select(document.getElementById(`f${mark.dataset.f.split(" ")[0]}`), { withText: false }); return; }
  const section = event.target.closest(".tree a");
  if (section) {
    if (!isWide()) section.closest("details").open = false;
    const first = all().find((card) => card.dataset.section === section.dataset.section);
    if (first) select(first, { withText: false });
    markSection(section.dataset.section);
    return;
  }
  const card = event.target.closest(".finding");
  if (card && !card.classList.contains("now") && !event.target.closest("a, button")) select(card);
});

async function watch() {
  if (!document.hidden) {
    const address = new URL(reader.dataset.changes, location);
    address.searchParams.set("since", since);
    try {
      const answer = await fetch(address, { headers: { "X-Part": "1" } });
      if (answer.status === 401) { fail(401); return; }
      if (answer.status === 200) {
        since = Number(answer.headers.get("X-Since"));
        replaceParts(await answer.text());
      }
    } catch { /* the network is away for a moment; the next look tells */ }
  }
  setTimeout(watch, PAUSE);
}

if (!isWide()) document.querySelector("details.tree").open = false;
const asked = location.hash.startsWith("#f") ? document.getElementById(location.hash.slice(1)) : null;
// A phone opens on the report's head and its counters; the text moves with the first step.
const isAsked = asked || new URL(location).searchParams.has("at");
select(asked ?? current() ?? all()[0], { withText: isAsked || isWide() });
document.querySelector(".reader-filter .chip[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
reader.dataset.ready = "1";
setTimeout(watch, PAUSE);
