// 窗口: a scanner gun types into one box. Scans queue up, the last answer stays, ticks are kept.
import { newKey } from "./ticket.js";
import { sound, vibrate } from "./counter_signal.js";

const box = () => document.querySelector("#scan");
const PATIENCE_MS = 12000;
const FILE_PATIENCE_MS = 120000;
const SAME_SCAN_MS = 1500;
let last = { code: "", at: 0 };
const queue = [];
let busy = false;

/** What a gun meant, even through an input method: full-width to ASCII, upper case, no blanks. */
export const plain = (text) => text.normalize("NFKC").replace(/[。．]/g, ".").replace(/\s+/g, "").toUpperCase();

const ticksOf = () => [...document.querySelectorAll("#work [name]:not([type=hidden]):not([type=file]):not(button)")];
const work = () => document.querySelector("#work");
const sameWork = (one, other) => one?.dataset.case === other?.dataset.case && one?.dataset.label === other?.dataset.label;

function keepTicks() {
  const before = work();
  const held = ticksOf().map((it) => [it.name, it.type, it.value, it.checked]);
  return () => {
    if (!before || !sameWork(before, work())) return;
    for (const [name, type, value, checked] of held) {
      const found = ticksOf().find((it) => it.name === name && (!/checkbox|radio/.test(type) || it.value === value));
      if (!found) continue;
      if (/checkbox|radio/.test(type)) found.checked = found.checked || checked;
      else found.value = type === "select-one" ? value : found.value || value;
    }
  };
}

/** Put the parts of an answered page in place of ours; the rest of the page stays. */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.querySelector("#result")) return location.reload();
  const restore = keepTicks();
  for (const id of ["result", "work-area", "lists"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  restore();
  offerFile();
  const outcome = document.querySelector("#result [data-outcome]")?.dataset.outcome;
  if (outcome) { sound(outcome); vibrate(outcome); }
}

/** A scan of the form travels only by script: a form without it has no file to choose. */
function offerFile() {
  for (const it of document.querySelectorAll("[data-scan-file]")) it.hidden = false;
}

const csrf = () => document.querySelector("meta[name=danggui-csrf]").content;

async function send(action, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), body instanceof FormData ? FILE_PATIENCE_MS : PATIENCE_MS);
  try {
    const response = await fetch(action, { method: "POST", body, signal: stop.signal, credentials: "same-origin", headers: { Accept: "text/html", "X-Danggui-Csrf": csrf() } });
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    show(await response.text());
  } finally {
    clearTimeout(timer);
  }
}

function unsent(again) {
  const kept = document.querySelector("#unsent-template").content.cloneNode(true);
  kept.querySelector("button").onclick = again;
  document.querySelector("#result").replaceChildren(kept);
  sound("no");
}

async function drain() {
  if (busy || !queue.length) return;
  busy = true;
  const { action, body } = queue[0];
  try {
    await send(action, body);
    queue.shift();
    busy = false;
    return drain();
  } catch {
    busy = false;
    unsent(drain);
  }
}

/** A chosen file goes with the form's own step only, and then as multipart. */
function bodyOf(form, action) {
  const all = new FormData(form);
  const file = all.get("scan");
  if (file instanceof File && file.size && action.endsWith("/counter/form")) return all;
  if (file instanceof File) all.delete("scan");
  return new URLSearchParams(all);
}

function take(form, submitter) {
  const action = submitter?.getAttribute("formaction") || form.getAttribute("action");
  const body = bodyOf(form, action);
  if (submitter?.name) body.set(submitter.name, submitter.value);
  if (form.id === "scan-form") {
    const code = plain(box().value);
    box().value = "";
    if (!code || (code === last.code && Date.now() - last.at < SAME_SCAN_MS)) return;
    last = { code, at: Date.now() };
    body.set("scan", code);
    body.set("case", work()?.dataset.case || "");
    body.set("key", newKey());
  } else {
    last = { code: "", at: 0 };
  }
  queue.push({ action, body });
  drain();
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#scan-form, #work-area")) return;
  event.preventDefault();
  take(event.target, event.submitter);
  box().focus();
}, true);

// An input method swallows the gun's Enter while it composes: send when the composing ends.
let entered = false;
offerFile();
box().addEventListener("keydown", (event) => { if (event.key === "Enter" && event.isComposing) entered = true; });
box().addEventListener("compositionend", () => {
  if (entered) setTimeout(() => box().form.requestSubmit());
  entered = false;
});

// A gun does not look where the cursor is: letters typed anywhere else go to the box.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
  if (typing && event.target !== box() && event.key === "Enter") {
    event.preventDefault();
    return box().focus();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1 && event.key !== " ") box().focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("a, button, input, label, select, summary, textarea")) box().focus({ preventScroll: true });
});
