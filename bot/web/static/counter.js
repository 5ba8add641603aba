// 窗口: a gun, a camera, a photo or fingers give codes; one line sends them, the last answer stays.
import { listen, standBy, takeTyped } from "./counter_gun.js";
import { again, begin, forgetLast, take, waiting } from "./counter_line.js";
import { offerPopup } from "./mini_app_bridge.js";
import { offerFile, say, send, work } from "./counter_view.js";

const inHand = () => work()?.dataset.case || "";
const scanned = (code) => take(code, inHand);

/** A chosen file goes with the form's own step only, and then as multipart. */
function bodyOf(form, action) {
  const all = new FormData(form);
  const file = all.get("scan");
  if (file instanceof File && file.size && action.endsWith("/counter/form")) return all;
  if (file instanceof File) all.delete("scan");
  return new URLSearchParams(all);
}

/** A step of the form. Nothing is completed while a scan has not arrived: it may say no. */
async function press(form, submitter) {
  const action = submitter?.getAttribute("formaction") || form.getAttribute("action");
  const body = bodyOf(form, action);
  if (submitter?.name) body.set(submitter.name, submitter.value);
  if (waiting() && submitter?.classList.contains("commit")) return say("#waiting-template");
  await again(inHand);
  if (waiting()) return say("#waiting-template");
  forgetLast();
  const attempt = () => send(action, body).catch(() => say("#unsent-template", attempt));
  return attempt();
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#scan-form, #work-area")) return;
  event.preventDefault();
  if (event.target.id === "scan-form") takeTyped().forEach(scanned);
  else press(event.target, event.submitter);
  standBy();
}, true);

/** Camera and photo are fetched when they are first asked for, with their reader. */
const ways = document.querySelector("#ways");
const camera = () => import("./counter_camera.js").then((it) => it.openCamera(scanned));
const photo = (form) => import("./counter_photo.js").then((it) => it.readPhoto(form, scanned));

ways.querySelector("[data-camera]").hidden = !navigator.mediaDevices;
ways.querySelector("[data-no-camera]").hidden = Boolean(navigator.mediaDevices);
ways.querySelector("[data-camera]").addEventListener("click", camera);
ways.querySelector("input[type=file]").addEventListener("change", (event) => {
  if (event.target.files.length) photo(event.target.form);
});

offerPopup(ways.querySelector("[data-popup]"), scanned);
offerFile();
listen(scanned);
begin(send, inHand);
