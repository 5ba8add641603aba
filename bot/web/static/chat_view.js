// What the chat page shows. Markup comes from the <template>s in chat.html.j2; this only fills it.
import { countDown } from "./ticket.js";

const list = document.querySelector("#talk");
const banner = document.querySelector("#connection");
const copy = (id) => document.querySelector(id).content.firstElementChild.cloneNode(true);
const node = (name, words, className = "") =>
  Object.assign(document.createElement(name), { textContent: words, className });
const find = (kind, id) => list.querySelector(`[data-${kind}="${CSS.escape(String(id))}"]`);

// The office's clock, whatever the device's zone is.
const ZONE = { timeZone: "Asia/Shanghai" };
const TIME = new Intl.DateTimeFormat("zh-CN", { ...ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, month: "numeric", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, weekday: "narrow" });

function clock(at) {
  const moment = at ? new Date(at) : new Date();
  const time = TIME.format(moment);
  if (DAY.format(moment) === DAY.format(new Date())) return time;
  const [month, day] = DAY.format(moment).match(/\d+/g);
  return `${month}月${day}日（周${WEEKDAY.format(moment)}）${time}`;
}

/** Keep the newest in sight, unless the reader has scrolled back. */
function append(item) {
  const frame = list.parentElement;
  const near = Math.abs(frame.scrollTop) < 160;
  list.append(item);
  if (near || item.classList.contains("mine")) frame.scrollTop = 0;
  return item;
}

export function bubble({ id, mine, text, key, at }) {
  const item = copy("#bubble-template");
  item.classList.add(mine ? "mine" : "theirs");
  if (id) item.dataset.message = id;
  if (key) item.dataset.key = key;
  item.querySelector(".seen-by-readers").textContent = mine ? "我：" : "档案室：";
  item.querySelector("p").textContent = text;
  item.querySelector("time").textContent = clock(at);
  return append(item);
}

/** A message event: mine may already stand here as a bubble that waits for its id. */
export function message(event) {
  const waiting = event.mine && [...list.querySelectorAll(".mine[data-key]")]
    .find((it) => it.dataset.key === event.key || it.querySelector("p").textContent === event.text);
  const known = find("message", event.id) || waiting;
  if (!known) return bubble(event);
  known.dataset.message = event.id;
  delete known.dataset.key;
  mark(known, "");
}

export function mark(item, words) {
  item.querySelector(".fate").replaceChildren(words);
}

export function retry(item, again) {
  const button = node("button", "未送达，点此重试", "quiet");
  button.type = "button";
  button.onclick = again;
  item.querySelector(".fate").replaceChildren(button);
}

export function busy(card, button, on) {
  for (const it of card.querySelectorAll("button[name=press]")) {
    on ? it.setAttribute("aria-disabled", "true") : it.removeAttribute("aria-disabled");
  }
  if (on) button.dataset.label = button.textContent;
  button.textContent = on ? "办理中" : button.dataset.label;
  if (on) card.querySelector(".again")?.remove();
}

export function retryPress(card, again) {
  const button = node("button", "未送达，点此重试", "again");
  button.type = "button";
  button.onclick = again;
  card.querySelector("form").append(button);
}

/** What was not done, in the server's own words, with all reasons; under the card that was pressed. */
export function refuse({ message: words, number, reasons = [], status }, card) {
  const box = copy("#refusal-template");
  box.querySelector("p").textContent = words || (status === 401 ? "登录已到期，请重新登录。" : "这一步未办成，请再试一次。");
  for (const reason of reasons) {
    const item = box.querySelector("ol").appendChild(node("li", ""));
    item.append(node("strong", reason.title), node("p", reason.remedy || "", "cure"));
    if (!reason.basis) continue;
    const more = item.appendChild(node("details", ""));
    more.append(node("summary", "看依据"), node("p", reason.basis, "basis"));
  }
  box.querySelector(".fate").textContent = number ? `编号 ${number}` : "";
  const under = card?.isConnected && card.closest("li");
  under ? under.after(box) : append(box);
  box.scrollIntoView({ block: "nearest" });
}

const STATES = JSON.parse(list.dataset.states);

function badge(state) {
  const code = STATES[state] ? state : Object.keys(STATES).find((it) => STATES[it] === state) || "note";
  const kept = document.querySelector(`#shape-${code}`) || document.querySelector("#shape-note");
  const item = kept.content.firstElementChild.cloneNode(true);
  item.append(STATES[state] || state);
  return item;
}

function line(words) {
  const parts = words.split("　").map((part) => /^([^：]{1,4})：(.+)$/.exec(part));
  if (!parts.every(Boolean)) return node("p", words);
  const facts = node("dl", "", "facts");
  for (const [, word, value] of parts) facts.append(node("dt", word), node("dd", value));
  return facts;
}

function ticket(event) {
  const figure = copy("#ticket-template");
  figure.querySelector("img").src = `data:image/svg+xml,${encodeURIComponent(event.svg)}`;
  figure.querySelector("strong").textContent = event.code || "";
  if (event.seconds) {
    figure.dataset.seconds = event.seconds;
    setTimeout(countDown, 0, figure);
  }
  return figure;
}

function buttons(form, event) {
  form.hidden = !event.buttons?.length;
  (event.buttons || []).forEach(({ token, label, href }, place) => {
    const tone = /^(同意|确认已签批|确认签批)$/.test(label) ? "approve" : place ? "" : "first";
    const it = form.appendChild(node(href ? "a" : "button", label, href ? `button ${tone}` : tone));
    href ? (it.href = href) : Object.assign(it, { name: "press", value: token });
  });
}

/** A card event: a known id is replaced in place, with a quiet mark; one that was asked for comes last. */
export function card(event) {
  const item = copy("#card-template");
  const old = find("card", event.id);
  const next = (event.lines || []).find((words) => words.startsWith("接下来："));
  item.querySelector("article").dataset.card = event.id;
  item.querySelector("h3").textContent = event.case || "当归";
  if (event.state) item.querySelector(".slip-head").append(badge(event.state));
  const body = item.querySelector(".slip-body");
  if (event.title) body.append(node("p", event.title, "lead"));
  (event.lines || []).filter((words) => words !== next).forEach((words) => body.append(line(words)));
  if (event.svg) body.append(ticket(event));
  item.querySelector(".next").hidden = !next;
  item.querySelector(".next span").textContent = next ? next.slice(4) : "";
  buttons(item.querySelector("form"), event);
  item.querySelector("time").textContent = clock(event.at) + (old && !event.again ? " 已更新" : "");
  if (old && event.again) old.closest("li").remove();
  if (!old || event.again) return append(item);
  item.querySelector("article").classList.add("fresh");
  const held = old.contains(document.activeElement);
  old.closest("li").replaceWith(item);
  if (held) item.querySelector("h3").focus();
}

export function connection(state) {
  clearTimeout(connection.timer);
  if (state === "open") return void (banner.hidden = true);
  connection.timer = setTimeout(() => { banner.hidden = false; }, 1500);
}
