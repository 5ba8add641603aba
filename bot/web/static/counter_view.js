// The page's parts put in place of ours: the last answer stays, what was ticked stays ticked.
import { sound, vibrate } from "./counter_signal.js";

const PATIENCE_MS = 12000;
const FILE_PATIENCE_MS = 120000;
const ASK_AGAIN = [401, 403, 429];
const SEEN = ["result", "work-area", "lists"];

export const work = () => document.querySelector("#work");
const ticksOf = () => [...document.querySelectorAll("#work [name]:not([type=hidden]):not([type=file]):not(button)")];
const sameWork = (one, other) => one?.dataset.case === other?.dataset.case && one?.dataset.label === other?.dataset.label && one?.dataset.submission === other?.dataset.submission;
const csrf = () => document.querySelector("meta[name=danggui-csrf]").content;

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

/** A scan of the form travels only by script: a form without it has no file to choose. */
export function offerFile() {
  for (const it of document.querySelectorAll("[data-scan-file]")) it.hidden = false;
}

/** The list that is open, as the page wrote it into its own form. */
const here = () => new URL(document.querySelector("#scan-form").action).search;

/** A crash or a reload comes back to the case in hand and the list that was open. */
function rememberPlace() {
  const place = new URLSearchParams(here());
  if (work()?.dataset.case) place.set("case", work().dataset.case);
  if (work()?.dataset.submission) place.set("submission", work().dataset.submission);
  history.replaceState(null, "", `/counter?${place}`);
}

function show(page) {
  const restore = keepTicks();
  for (const id of SEEN) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  restore();
  offerFile();
  rememberPlace();
  signal();
}

function signal() {
  const outcome = document.querySelector("#result [data-outcome]")?.dataset.outcome;
  if (!outcome) return;
  sound(outcome);
  vibrate(outcome);
}

/** An answer that the page itself gives, in the same place as the house's. */
export function say(template, again) {
  const kept = document.querySelector(template).content.cloneNode(true);
  const button = kept.querySelector("button");
  if (button) button.onclick = again;
  document.querySelector("#result").replaceChildren(kept);
  signal();
}

/** Send a form and show the answer. Throws where it is not known to have arrived. */
export async function send(action, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), body instanceof FormData ? FILE_PATIENCE_MS : PATIENCE_MS);
  try {
    const response = await fetch(action.split("?")[0] + here(), {
      method: "POST", body, signal: stop.signal, credentials: "same-origin",
      headers: { Accept: "text/html", "X-Danggui-Csrf": csrf() },
    });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.redirected || ASK_AGAIN.includes(response.status)) location.reload();
    if (response.redirected || response.status >= 500 || ASK_AGAIN.includes(response.status)) throw new Error(`status ${response.status}`);
    if (page.querySelector("#result")) show(page);
    else say("#unread-template");
  } finally {
    clearTimeout(timer);
  }
}
