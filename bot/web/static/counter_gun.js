// A scanner gun is a keyboard that looks nowhere: it types fast, into any field, through any input
// method. The keys themselves are read beside the field; what they spoilt there is put back.
import { codesAtTheEnd, codesIn, letterOn, plain } from "./counter_codes.js";

const GAP_MS = 100; // a gun never waits that long between two keys
const FAST_MS = 35; // and no fingers keep this up
const FAST_KEYS = 8;
const SILENCE_MS = 150; // a gun without Enter is done then
const SUFFIXES = ["Enter", "NumpadEnter", "Tab"];
const FIELDS = "textarea, select, input:not([type=checkbox]):not([type=radio])";

const box = document.querySelector("#scan");
const byHand = matchMedia("(pointer: coarse)").matches;
let keys = "";
let fast = 0;
let at = 0;
let field = null;
let before = "";
let timer;

/** The scan box takes the next keys; on a phone without calling up the keyboard. */
export function standBy() {
  if (!document.querySelector("#camera").hidden) return;
  if (byHand) box.inputMode = "none";
  box.focus({ preventScroll: true });
}

function typed(event, letter) {
  const gap = event.timeStamp - at;
  if (!keys || gap > GAP_MS) {
    [keys, fast] = ["", 0];
    field = event.target.closest(FIELDS);
    before = field && field !== box ? field.value : "";
  }
  fast = gap < FAST_MS && !event.repeat ? fast + 1 : 0;
  at = event.timeStamp;
  keys += letter;
}

/** Put back what the gun wrote over, end any composing, and give the codes on. */
function done(codes, give) {
  clearTimeout(timer);
  if (field && field !== box) {
    field.blur();
    field.value = before;
  }
  box.blur();
  box.value = "";
  [keys, fast, field] = ["", 0, null];
  standBy();
  codes.forEach(give);
  // An input method may hand its text over a moment later, into the field that is ours again.
  setTimeout(() => { if (!keys) box.value = ""; }, SILENCE_MS);
}

/** What has been scanned by now: by its keys, else by what stands in the box. */
function scannedNow(ended) {
  const codes = codesAtTheEnd(keys);
  if (codes.length) return codes;
  if (ended && field && field !== box && fast >= FAST_KEYS) return [keys];
  return codesIn(box.value);
}

/** Listen; `give` gets each code as plain text. */
export function listen(give) {
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const codes = scannedNow(false);
      if (codes.length) done(codes, give);
    }, SILENCE_MS);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = letterOn(event.code);
    if (letter) {
      typed(event, letter);
      if (!event.target.closest(FIELDS)) standBy();
      return settle();
    }
    if (SUFFIXES.includes(event.code || event.key)) ended(event, give);
  }, true);

  function ended(event) {
    const soon = event.timeStamp - at < SILENCE_MS;
    const codes = soon ? scannedNow(true) : [];
    if (codes.length) {
      event.preventDefault();
      event.stopPropagation();
      return done(codes, give);
    }
    const typing = event.target.closest(FIELDS);
    if (event.isComposing) return; // that Enter chooses the characters of a name
    if (event.code !== "Tab" && typing && typing !== box && typing.tagName !== "TEXTAREA") {
      event.preventDefault(); // Enter in a field of the form is no confirmation
      standBy();
    }
  }

  // A handheld writes whole codes by its own input method, without keys.
  box.addEventListener("input", settle);
  // An input method keeps the Enter of a typed number for itself: send when its composing ends.
  let entered = false;
  box.addEventListener("keydown", (event) => { if (event.code === "Enter" && event.isComposing) entered = true; });
  box.addEventListener("compositionend", () => {
    if (entered && box.value) setTimeout(() => box.value && box.form.requestSubmit());
    entered = false;
  });
  box.addEventListener("pointerdown", () => { box.inputMode = "text"; });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, input, label, select, summary, textarea")) standBy();
  });
  window.addEventListener("focus", () => { if (document.activeElement === document.body) standBy(); });
}

/** What was typed by hand: a code, a number, words as they stand; the box is empty again. */
export function takeTyped() {
  clearTimeout(timer);
  const typed = box.value.trim();
  const codes = codesIn(typed);
  const found = codes.length ? codes : [/\s/.test(typed) ? typed : plain(typed)].filter(Boolean);
  box.value = "";
  [keys, fast, field] = ["", 0, null];
  return found;
}
