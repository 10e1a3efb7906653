// The frame of every page: "/" goes to the search, menus close, failures are told.
const toast = document.getElementById("toast");
let hiding;

export function say(words, tone = "") {
  if (!toast || !words) return;
  toast.textContent = words;
  toast.dataset.tone = tone;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { toast.hidden = true; }, tone === "red" ? 12000 : 4000);
}

export function tellFailure(status) {
  const words = toast.dataset;
  say({ 0: words.offline, 401: words.signedOut, 403: words.denied }[status] ?? words.failed, "red");
}

export function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]");
}

// A long side bar on a low screen: the page one is on is in sight. Not by scrollIntoView, which
// would make the first Tab begin there.
const here = document.querySelector(".nav [aria-current]");
if (here) {
  const bar = here.closest(".nav");
  bar.scrollTop += Math.max(0, here.getBoundingClientRect().bottom - bar.getBoundingClientRect().bottom);
}

document.addEventListener("say", (event) => say(event.detail.words, event.detail.tone));
document.addEventListener("tell-failure", (event) => tellFailure(event.detail));
document.addEventListener("htmx:responseError", (event) => tellFailure(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => tellFailure(0));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key !== "/") return;
  const search = document.querySelector(".top .search input, main input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

for (const menu of document.querySelectorAll("details.menu, details.more-acts")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

for (const select of document.querySelectorAll("[data-submit-on-change]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
