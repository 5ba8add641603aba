// Small courtesies that every page has. Each page is whole without them.
import { countDown } from "./ticket.js";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("submit", (event) => {
  const pressed = event.submitter;
  if (event.defaultPrevented || event.target.method === "get" || !pressed) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
  pressed.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const it of document.querySelectorAll("button[aria-disabled]")) it.removeAttribute("aria-disabled");
});

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("[data-search]");
  if (event.key !== "/" || !search || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  search.focus();
});

document.querySelectorAll("[data-seconds]").forEach(countDown);
