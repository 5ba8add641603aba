// 办事: the chat page. Wires the wire (chat_wire.js) to the view (chat_view.js) and the PIN sheet.
import { newKey } from "./ticket.js";
import { listen, post } from "./chat_wire.js";
import { askPin } from "./pin_sheet.js";
import * as view from "./chat_view.js";

const composer = document.querySelector("#composer");
const text = composer.elements.text;

/** Say something: the bubble is there at once, its fate is written under it. */
async function say(words, key = newKey(), bubble = view.bubble({ mine: true, text: words, key })) {
  view.mark(bubble, "发送中");
  const answer = await post({ text: words }, key);
  if (answer.unsent) return view.retry(bubble, () => say(words, key, bubble));
  view.mark(bubble, "");
  if (answer.id) bubble.dataset.message = answer.id;
  if (!answer.ok) view.refuse(answer);
}

/** Press a card's button; a second check comes back as a question for the PIN. */
async function press(card, button, pin, key = newKey()) {
  view.busy(card, button, true);
  const body = pin ? { press: button.value, pin } : { press: button.value };
  const answer = await post(body, key);
  view.busy(card, button, false);
  if (answer.unsent) return view.retryPress(card, () => press(card, button, pin, key));
  if (answer.second_check) return confirmPress(card, button, answer);
  if (!answer.ok) view.refuse(answer, card);
}

async function confirmPress(card, button, answer) {
  const pin = await askPin(answer.second_check, answer.message);
  if (!pin) return button.focus();
  const again = { value: answer.second_check.token || button.value };
  return press(card, Object.assign(button, again), pin);
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return text.focus();
  text.value = "";
  text.style.height = "";
  say(words);
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

document.querySelector("#menu").addEventListener("submit", (event) => {
  event.preventDefault();
  say(event.submitter.value);
});

document.querySelector("#talk").addEventListener("submit", (event) => {
  event.preventDefault();
  const card = event.target.closest("[data-card]");
  if (event.submitter.getAttribute("aria-disabled") !== "true") press(card, event.submitter);
});

listen({ message: view.message, card: view.card, state: view.connection });
