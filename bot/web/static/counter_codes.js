// Our codes by shape and check character: what a gun meant, whatever came between.

const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTHS = { C: 13, V: 12, F: 22, M: 12 };

/** Full width to ASCII, upper case, nothing between: as the server reads it. */
export const plain = (text) => text.normalize("NFKC").replace(/[\s\-‐-―_.·。．]+/g, "").toUpperCase();

function fits(code) {
  if (!code || code.length !== LENGTHS[code[0]]) return false;
  const places = Array.from(code, (letter) => ALPHABET.indexOf(letter));
  const last = places.pop();
  const total = places.reduce((sum, value, place) => sum + (place + 2) * value, 0);
  return last >= 0 && !places.includes(-1) && total % ALPHABET.length === last;
}

/** The whole codes that a text consists of, and nothing else; an empty list for any other text. */
export function codesIn(text) {
  const found = [];
  for (let rest = plain(text); rest; rest = rest.slice(found[found.length - 1].length)) {
    const code = rest.slice(0, LENGTHS[rest[0]]);
    if (!fits(code)) return [];
    found.push(code);
  }
  return found;
}

/** The codes at the end of what was typed: some guns put letters of their own in front. */
export function codesAtTheEnd(text) {
  for (let start = 0; start < text.length; start += 1) {
    const found = codesIn(text.slice(start));
    if (found.length) return found;
  }
  return [];
}

/** What is printed on the key, whatever layout, shift or input method the machine has. */
export const letterOn = (key) => /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(key)?.[1] || "";
