// The wire of the chat page: posts with an idempotency key, and the stream of events.

const csrf = document.querySelector('meta[name="danggui-csrf"]').content;
const PATIENCE_MS = 12000;

/** Answers {ok, …body}; {unsent: true} when nobody can tell whether it arrived: retry with the same key. */
export async function post(body, key) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch("/api/v1/chat/messages", {
      method: "POST",
      credentials: "same-origin",
      signal: stop.signal,
      headers: { "Content-Type": "application/json", "Idempotency-Key": key, "X-Danggui-Csrf": csrf },
      body: JSON.stringify(body),
    });
    if (response.status >= 500) return { unsent: true };
    const answer = await response.json().catch(() => ({}));
    return { ...answer, ok: response.ok, status: response.status };
  } catch {
    return { unsent: true };
  } finally {
    clearTimeout(timer);
  }
}

/** Follow the events for as long as the page lives; resumes after the last one that was seen. */
export function listen({ message, card, state }) {
  let last = document.querySelector("#talk").dataset.last || "";
  let wait = 1000;
  const take = (show) => (event) => {
    if (event.lastEventId) last = event.lastEventId;
    show(JSON.parse(event.data));
  };
  const open = () => {
    const after = last ? `?last_event_id=${encodeURIComponent(last)}` : "";
    const stream = new EventSource(`/api/v1/chat/events${after}`);
    stream.addEventListener("message", take(message));
    stream.addEventListener("card", take(card));
    stream.onopen = () => { wait = 1000; state("open"); };
    stream.onerror = () => {
      state("lost");
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 30000);
    };
    window.addEventListener("pagehide", () => stream.close(), { once: true });
  };
  open();
  window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
}
