// The line of scans: kept first, sent in order, each under a key of its own until it is answered.
import { keep, kept, letGo } from "./counter_kept.js";
import { newKey } from "./ticket.js";

const SAME_SCAN_MS = 1500;
const LATE_S = 30; // from then on the house is told how old a scan is
const WAITS_MS = [1000, 2000, 4000, 8000, 15000];
const bar = document.querySelector("#kept");
const keeper = bar.dataset.keeper;
let last = { code: "", at: 0 };
let count = 0;
let tries = 0;
let running = null;
let timer;
let send;

/** How many scans of this person the house has not answered yet. */
export const waiting = () => count;
export const forgetLast = () => { last = { code: "", at: 0 }; };

function paint(own, others) {
  count = own;
  const words = bar.querySelector("[data-words]");
  const parts = [];
  if (own) parts.push(`待送 ${own} 条。扫到的都留着，网络通了自己会送；送到以后才能办出库交接和核对。`);
  if (others) parts.push(`这台电脑上还有别的同志扫的 ${others} 条，由本人登录后送。`);
  words.textContent = parts.join("");
  bar.hidden = !(own && (tries || !running)) && !others;
  bar.querySelector(".row").hidden = !own;
}

async function look() {
  const all = await kept();
  const own = all.filter((scan) => scan.keeper === keeper);
  paint(own.length, all.length - own.length);
  return own;
}

/** The scan as a form; what was scanned before an answer came goes with the case then in hand. */
function formOf(scan, inHand) {
  const late = Math.round((Date.now() - scan.at) / 1000);
  const form = { scan: scan.code, case: scan.ref || inHand(), key: scan.key };
  return new URLSearchParams(late >= LATE_S ? { ...form, late_s: Math.min(late, 999999999) } : form);
}

async function drain(inHand) {
  for (let own = await look(); own.length; own = await look()) {
    try {
      await send("/counter/scan", formOf(own[0], inHand));
    } catch {
      timer = setTimeout(() => again(inHand), WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
      tries += 1;
      break;
    }
    tries = 0;
    await letGo(own[0].id);
  }
}

/** Send what waits, one after the other; one run at a time. */
export function again(inHand) {
  clearTimeout(timer);
  running = running || drain(inHand).finally(() => { running = null; return look(); });
  return running;
}

/** Keep a scan and send it. The same code twice in a moment is one scan. */
export async function take(code, inHand) {
  if (code === last.code && Date.now() - last.at < SAME_SCAN_MS) return;
  last = { code, at: Date.now() };
  count += 1;
  const ref = count > 1 ? "" : inHand();
  await keep({ keeper, code, ref, key: newKey(), at: Date.now() });
  await running;
  await again(inHand);
}

/** Begin: what an earlier visit left is sent first. */
export function begin(sender, inHand) {
  send = sender;
  bar.querySelector("[data-again]").addEventListener("click", () => again(inHand));
  bar.querySelector("[data-drop]").addEventListener("click", async () => {
    if (!confirm("不送以后，这些扫码就当没有扫过，要重新扫。确定不送吗？")) return;
    for (const scan of await look()) await letGo(scan.id);
    tries = 0;
    await look();
  });
  window.addEventListener("online", () => again(inHand));
  return again(inHand);
}
