// Draws every chart of the page from the data beside it. Colours are the tokens themselves
// (var(--jade)), so dark, light and print need no drawing again; the picture to take away is drawn
// a second time, in light colours, on a canvas.
import { drawn } from "./chart-options.js";

const REACH = 16; // a click so near a figure means it
const LEAST_PICTURE = 760;
const root = document.documentElement;
const NAMES = ["ink", "ink-soft", "ink-faint", "paper", "line", "line-strong", "well", "jade", "jade-deep",
  "jade-tint", "indicator", "measure", "gap"];
const charts = new WeakMap();

const family = () => getComputedStyle(root).getPropertyValue("--ui").trim();
const onScreen = () => Object.fromEntries(NAMES.map((name) => [name, `var(--${name})`]));

// The light colours as they are, whatever the page wears: read between two settings of the theme.
function onPaper() {
  const worn = root.dataset.theme;
  root.dataset.theme = "light";
  const style = getComputedStyle(root);
  const colours = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  if (worn) root.dataset.theme = worn; else delete root.dataset.theme;
  return colours;
}

function mount(figure) {
  const plot = figure.querySelector(".chart-plot");
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const size = () => ({ width: plot.clientWidth, colours: onScreen(), family: family(), head: 0, foot: 0 });
  let now = drawn(data, size());
  plot.style.height = `${now.height}px`;
  const chart = window.echarts.init(plot, null, { renderer: "svg" });
  const draw = () => {
    if (!plot.clientWidth) return;
    now = drawn(data, size());
    plot.style.height = `${now.height}px`;
    chart.resize();
    chart.setOption(now.option, { notMerge: true });
    const svg = plot.querySelector("svg"); // so that print may shrink it
    svg.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
    svg.setAttribute("aria-hidden", "true");
    figure.dataset.drawn = "1";
  };
  draw();
  let width = plot.clientWidth;
  new ResizeObserver(() => {
    if (plot.clientWidth === width) return;
    width = plot.clientWidth;
    draw();
  }).observe(plot);
  listen(chart, plot, () => now.hits);
  charts.set(figure, { chart, data });
  const button = figure.querySelector("[data-picture]");
  button.hidden = false;
  button.addEventListener("click", () => takePicture(data, plot.clientWidth));
}

// The figure under the pointer: on its point, or on the words that stand right of it.
function hit(chart, hits, x, y) {
  let best = null;
  let least = REACH;
  for (const target of hits) {
    if (!target.source) continue;
    const [px, py] = chart.convertToPixel({ gridIndex: 0 }, target.at);
    const beyond = x > px ? Math.max(0, x - px - (target.words ?? 0)) : px - x;
    const distance = Math.hypot(beyond, y - py);
    if (distance >= least) continue;
    best = { ...target, x: px, y: py };
    least = distance;
  }
  return best;
}

function listen(chart, plot, hits) {
  const zr = chart.getZr();
  zr.on("mousemove", ({ offsetX, offsetY }) => {
    zr.setCursorStyle(hit(chart, hits(), offsetX, offsetY) ? "pointer" : "default");
  });
  zr.on("click", ({ offsetX, offsetY }) => {
    const found = hit(chart, hits(), offsetX, offsetY);
    if (!found) return;
    const box = plot.getBoundingClientRect();
    const words = found.words ?? 0;
    const rect = new DOMRect(box.left + found.x - 6, box.top + found.y - 8, 12 + words, 16);
    chart.dispatchAction({ type: "hideTip" });
    document.dispatchEvent(new CustomEvent("open-source", { detail: { url: found.source, rect, from: plot } }));
  });
}

function takePicture(data, shown) {
  const width = Math.max(shown, LEAST_PICTURE);
  const colours = onPaper();
  const foot = data.note ? 26 : 0;
  const picture = drawn(data, { width: width - 48, colours, family: family(), head: 40, foot });
  const { option } = picture;
  option.title = [
    { text: data.title, left: 0, top: 0, padding: 0, textStyle: { color: colours.ink, fontSize: 17, fontFamily: family() } },
    { text: data.note, left: 0, bottom: 0, padding: 0, textStyle: { color: colours["ink-soft"], fontSize: 12, fontWeight: 400, fontFamily: family() } },
  ];
  const chart = window.echarts.init(document.createElement("div"), null,
    { renderer: "canvas", width: width - 48, height: picture.height, devicePixelRatio: 2 });
  chart.setOption(option);
  framed(chart.renderToCanvas({ pixelRatio: 2 }), colours.paper).toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${data.title.replace(/[\\/:*?"<>|]/g, "_")}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    chart.dispose();
  });
}

// The drawing on paper with a margin.
function framed(drawing, paper) {
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width + 96;
  canvas.height = drawing.height + 80;
  const context = canvas.getContext("2d");
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawing, 48, 40);
  return canvas;
}

function mountAll(within) {
  for (const figure of within.querySelectorAll("[data-chart]")) if (!charts.has(figure)) mount(figure);
}

mountAll(document);
document.addEventListener("htmx:afterSettle", (event) => mountAll(event.target.parentElement ?? document));
document.addEventListener("htmx:beforeCleanupElement", (event) => {
  charts.get(event.target)?.chart.dispose();
});
