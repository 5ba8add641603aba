// Keys, zoom and turning at the inspection desk. The page is whole without them.
const on = document.querySelector("[data-keys-on]");
const pictures = [...document.querySelectorAll(".frame img")];
let zoom = 1, turn = 0;

function draw(picture) {
  const frame = picture.parentElement;
  if (!picture.offsetHeight) return; // not unfolded, or not here yet: drawn when it is
  const across = turn % 180 !== 0;
  const scale = zoom * (across ? frame.clientWidth / picture.offsetHeight : 1);
  const wide = (across ? picture.offsetHeight : picture.offsetWidth) * scale;
  const high = (across ? picture.offsetWidth : picture.offsetHeight) * scale;
  const moved = { 0: "0,0", 90: `${wide}px,0`, 180: `${wide}px,${high}px`, 270: `0,${high}px` }[turn];
  picture.style.transform = `translate(${moved}) rotate(${turn}deg) scale(${scale})`;
}

document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-zoom], [data-turn]");
  if (!tool || !pictures.length) return;
  if ("turn" in tool.dataset) turn = (turn + 90) % 360;
  else zoom = Math.min(6, Math.max(0.5, zoom * (tool.dataset.zoom === "in" ? 1.25 : 0.8)));
  pictures.forEach(draw);
});
for (const picture of pictures) picture.addEventListener("load", () => draw(picture));
document.querySelector(".look details")?.addEventListener("toggle", () => pictures.forEach(draw));

document.addEventListener("keydown", (event) => {
  if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
  const key = event.key === "=" ? "+" : event.key.toLowerCase();
  const meant = document.querySelector(`[data-hotkey="${CSS.escape(key)}"]`);
  if (!meant) return;
  event.preventDefault();
  meant.focus({ preventScroll: true });
  meant.click();
});

document.querySelector("[data-keys]").hidden = false;
if (pictures.length) document.querySelector("[data-tools]").hidden = false;
