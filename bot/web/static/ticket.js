// Keys for retries, and the clock under a collection code.

const left = (seconds) =>
  seconds > 90 ? `还有 ${Math.ceil(seconds / 60)} 分钟有效` : `还有 ${seconds} 秒有效`;

/** Count a shown collection code down, then say that it is over. */
export function countDown(ticket) {
  const until = Date.now() + Number(ticket.dataset.seconds) * 1000;
  const words = ticket.querySelector("[data-left]");
  let timer;
  const tick = () => {
    const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
    ticket.classList.toggle("over", seconds === 0);
    words.textContent = seconds ? left(seconds) : "已过时，请再点一次“出示取档码”";
    if (seconds === 0 || !ticket.isConnected) clearInterval(timer);
  };
  timer = setInterval(tick, 1000);
  tick();
}

/** A key that survives retries; randomUUID is missing on plain http. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
