// Opened inside Telegram: the launch stands behind the # of the address, so no server log has it.
import { tell } from "./mini_app_bridge.js";

const form = document.querySelector("#launch-form");
const behind = new URLSearchParams(location.hash.slice(1));
const launch = behind.get("tgWebAppData");
const framed = window.top !== window;
// In a frame a session needs a cookie that the browser keeps for this frame alone: over https only.
const stuck = framed && !window.isSecureContext;

if (launch) form.elements.launch.value = launch;
const known = Boolean(form.elements.launch.value);
form.hidden = !known || stuck;
document.querySelector("[data-outside]").hidden = known;
document.querySelector("[data-framed]").hidden = !known || !framed;
if (framed) document.querySelector("[data-framed] a").href = location.href;
if (launch && !framed) {
  sessionStorage.setItem("telegram", behind.get("tgWebAppVersion") || "");
  history.replaceState(null, "", location.pathname);
}
if (!form.hidden) form.elements.pin.focus();
tell("web_app_ready");
tell("web_app_expand");
