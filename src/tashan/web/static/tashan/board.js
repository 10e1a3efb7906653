// A board turns its pages by itself, stops when asked, and takes in a newer version of its list.

const board = document.querySelector(".board");
const leaves = [...new Set([...board.querySelectorAll(".leaf")].map((leaf) => leaf.dataset.leaf))];
const seconds = Number(board.dataset.seconds) || 20;
const button = board.querySelector(".turn button");
let at = Math.max(0, leaves.findIndex((leaf) => !board.querySelector(`.leaf[data-leaf="${leaf}"]`).hidden));
let paused = false;

function show(place) {
  at = (place + leaves.length) % leaves.length;
  for (const part of board.querySelectorAll("[data-leaf]")) part.hidden = part.dataset.leaf !== leaves[at];
  for (const dot of board.querySelectorAll("[data-to]")) {
    if (dot.dataset.to === leaves[at]) dot.setAttribute("aria-current", "page");
    else dot.removeAttribute("aria-current");
  }
}

function setPaused(wanted) {
  paused = wanted;
  if (button) button.textContent = paused ? button.dataset.goOn : button.dataset.pause;
}

// after the last page: has the list a newer version? Without an answer the old one stays.
async function refresh() {
  if (new URLSearchParams(location.search).has("version")) return;
  try {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const newer = page.querySelector(".board")?.dataset.hash;
    if (newer && newer !== board.dataset.hash) location.reload();
  } catch {
    // the network is away: go on with what is shown
  }
}

async function tick() {
  if (paused || document.hidden) return;
  if (at === leaves.length - 1) await refresh();
  if (leaves.length > 1) show(at + 1);
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => setPaused(!paused));
}
for (const dot of board.querySelectorAll("[data-to]")) {
  dot.addEventListener("click", (event) => {
    event.preventDefault();
    show(leaves.indexOf(dot.dataset.to));
    setPaused(true);
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "ArrowRight") show(at + 1);
  else if (event.key === "ArrowLeft") show(at - 1);
  else if (event.key === " " && event.target === document.body) setPaused(!paused);
});
setInterval(tick, seconds * 1000);
