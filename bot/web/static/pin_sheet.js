// 二次确认: the in-page PIN sheet. Answers six digits, or null when the person steps back.

const sheet = document.querySelector("#pin-sheet");
const field = sheet.querySelector("input");

export function askPin({ label, action }, why = "") {
  sheet.querySelector("[data-action]").textContent = action || label;
  sheet.querySelector("[data-why]").textContent = why;
  sheet.querySelector("[data-confirm]").textContent = label || "确认";
  field.value = "";
  field.setAttribute("aria-invalid", why ? "true" : "false");
  sheet.returnValue = "";
  sheet.showModal();
  field.focus();
  return new Promise((answer) => {
    sheet.addEventListener("close", () => {
      answer(sheet.returnValue === "confirm" ? field.value : null);
      field.value = "";
    }, { once: true });
  });
}

sheet.querySelector("[data-back]").addEventListener("click", () => sheet.close(""));

field.addEventListener("input", () => {
  field.value = field.value.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
});
