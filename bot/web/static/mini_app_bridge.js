// Telegram's web view, spoken to directly where there is one; everywhere else nothing happens.
const POPUP_SINCE = [6, 4];

const proxy = window.TelegramWebviewProxy;

/** Say something to the web view. */
export function tell(event, data = {}) {
  proxy?.postEvent(event, JSON.stringify(data));
}

function hasPopup() {
  if (!proxy) return false;
  const [major, minor] = (sessionStorage.getItem("telegram") || "0.0").split(".").map(Number);
  return major > POPUP_SINCE[0] || (major === POPUP_SINCE[0] && minor >= POPUP_SINCE[1]);
}

function listen(give) {
  const receiveEvent = (event, data) => {
    if (event !== "qr_text_received" || !data?.data) return;
    tell("web_app_close_scan_qr_popup");
    give(String(data.data));
  };
  window.Telegram = { WebView: { receiveEvent } };
  window.TelegramGameProxy = { receiveEvent };
  window.TelegramGameProxy_receiveEvent = receiveEvent;
}

/** Show the button where Telegram has a scanner of its own, and give every code it reads. */
export function offerPopup(button, give) {
  button.hidden = !hasPopup();
  if (button.hidden) return;
  listen(give);
  button.addEventListener("click", () => tell("web_app_open_scan_qr_popup", { text: "对准二维码，一次一个" }));
}
