// The source of a figure beside the figure: a pop-over on a desk, a sheet from below on a phone.
// Every opener is a link first; with keys held (new tab) or without htmx it stays one.
const GAP = 10;
const EDGE = 12;
const dialog = document.getElementById("source");
const body = dialog?.querySelector(".source-body");
const phone = matchMedia("(max-width: 760px)");
let opener;
let anchor;

// Where the figure stands in the document, so that the pop-over scrolls with it.
function placed(rect) {
  return { left: rect.left + scrollX, top: rect.top + scrollY, right: rect.right + scrollX, bottom: rect.bottom + scrollY };
}

function place() {
  dialog.removeAttribute("data-above");
  for (const side of ["left", "top", "--tip"]) dialog.style.removeProperty(side);
  if (phone.matches) return;
  const { width, height } = dialog.getBoundingClientRect();
  const middle = (anchor.left + anchor.right) / 2;
  const rightmost = scrollX + document.documentElement.clientWidth - width - EDGE;
  const left = Math.max(scrollX + EDGE, Math.min(middle - 28, rightmost));
  const isAbove = anchor.bottom + GAP + height > scrollY + innerHeight && anchor.top - scrollY > height + GAP + EDGE;
  dialog.toggleAttribute("data-above", isAbove);
  dialog.style.left = `${left}px`;
  dialog.style.top = `${isAbove ? anchor.top - GAP - height : anchor.bottom + GAP}px`;
  dialog.style.setProperty("--tip", `${Math.max(14, Math.min(middle - left, width - 14))}px`);
}

// Open the page part at the address; rect is where the figure stands, from is who gets focus back.
export async function openSource(url, { rect, from }) {
  if (!dialog || !window.htmx) { location.assign(url); return; }
  if (dialog.open) close({ withFocus: false });
  opener = from;
  anchor = placed(rect);
  from.setAttribute("aria-expanded", "true");
  body.textContent = body.dataset.loading;
  body.setAttribute("aria-busy", "true");
  place(); // before it opens too: opening moves the focus into it, and the page to the focus
  if (phone.matches) dialog.showModal(); else dialog.show();
  place();
  await window.htmx.ajax("GET", url, { source: body, target: body, swap: "innerHTML" }).catch(() => null);
  if (from === opener && body.getAttribute("aria-busy") === "true") close(); // refused or offline: the frame says so
}

function close({ withFocus = true } = {}) {
  if (!dialog.open) return;
  dialog.close();
  opener?.removeAttribute("aria-expanded");
  if (withFocus && opener?.isConnected) opener.focus({ preventScroll: true });
  opener = undefined;
}

if (dialog) {
  body.addEventListener("htmx:afterSwap", () => {
    body.removeAttribute("aria-busy");
    place();
  });
  dialog.querySelector(".source-close").addEventListener("click", () => close());
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !dialog.open) return;
    event.preventDefault();
    close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!dialog.open || event.target.closest("[data-source-url]")) return;
    const isBackdrop = event.target === dialog && !isWithin(dialog.getBoundingClientRect(), event);
    if (isBackdrop || !dialog.contains(event.target)) close({ withFocus: isBackdrop });
  });
  addEventListener("resize", () => { if (dialog.open && !phone.matches) close(); });
}

function isWithin(rect, { clientX: x, clientY: y }) {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-source-url]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link === opener) { close(); return; }
  openSource(link.dataset.sourceUrl, { rect: link.getBoundingClientRect(), from: link });
});

document.addEventListener("open-source", (event) => openSource(event.detail.url, event.detail));
