// Many files at once, dropped or chosen: each is sent on its own, so that one bad file stops no other
// and a large one shows how far it is. Without this script the form sends them all together.
const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const list = document.getElementById("sending");
const words = form.dataset;
const waiting = [];
let busy = 0;
const AT_ONCE = 2;

function line(file) {
  const item = document.getElementById("sending-line").content.firstElementChild.cloneNode(true);
  item.querySelector(".name").textContent = file.name;
  list.append(item);
  list.hidden = false;
  return item;
}

function finish(item, request, failed) {
  busy -= 1;
  item.querySelector("progress").remove();
  const answer = !failed && request.getResponseHeader("Content-Type")?.startsWith("application/json")
    ? JSON.parse(request.responseText) : { tone: "red", message: words.failed };
  const note = item.querySelector(".result");
  note.textContent = answer.message;
  note.className = `result light ${answer.tone}`;
  if (answer.url) {
    const link = document.createElement("a");
    link.href = answer.url;
    link.textContent = item.querySelector(".name").textContent;
    item.querySelector(".name").replaceChildren(link);
    if (words.follow && list.children.length === 1) location.assign(answer.url);
  }
  next();
  if (busy === 0) document.body.dispatchEvent(new CustomEvent("uploaded"));
}

function send(file, item) {
  busy += 1;
  const request = new XMLHttpRequest();
  const data = new FormData(form);  // with what else the form asks
  data.delete("files");
  data.append("files", file);
  request.open("POST", form.action);
  request.setRequestHeader("X-Part", "1");
  request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) item.querySelector("progress").value = event.loaded / event.total;
  });
  request.addEventListener("load", () => finish(item, request, request.status >= 500));
  request.addEventListener("error", () => finish(item, request, true));
  request.send(data);
}

function next() {
  while (busy < AT_ONCE && waiting.length) send(...waiting.shift());
}

function take(files) {
  for (const file of files) {
    const item = line(file);
    if (file.size > Number(words.most)) {
      busy += 1;
      finish(item, { getResponseHeader: () => "application/json", responseText: JSON.stringify({ tone: "red", message: words.tooLarge }) }, false);
    } else waiting.push([file, item]);
  }
  next();
}

input.addEventListener("change", () => { take(input.files); input.value = ""; });
form.addEventListener("submit", (event) => { event.preventDefault(); take(input.files); });
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  take(event.dataTransfer.files);
});
