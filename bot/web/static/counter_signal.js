// A sound and a vibration for yes, other ones for no; both can be muted on this machine.

const TONES = {
  yes: [[880, 0, 0.09], [1318, 0.1, 0.14]],
  ask: [[660, 0, 0.16]],
  no: [[208, 0, 0.2], [156, 0.24, 0.34]],
};
const PULSES = { yes: [60], ask: [60, 60, 60], no: [220, 90, 220] };
const MUTE = "danggui.counter.mute";
const toggle = document.querySelector("#mute");
let context;

const muted = () => localStorage.getItem(MUTE) === "yes";

export function sound(outcome) {
  if (muted() || !window.AudioContext) return;
  context = context || new AudioContext();
  for (const [pitch, start, long] of TONES[outcome] || TONES.ask) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + start;
    tone.type = outcome === "no" ? "square" : "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(outcome === "no" ? 0.06 : 0.16, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + long);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + long);
  }
}

export function vibrate(outcome) {
  if (!muted() && navigator.vibrate) navigator.vibrate(PULSES[outcome] || PULSES.ask);
}

function paint() {
  toggle.setAttribute("aria-pressed", String(!muted()));
  toggle.textContent = muted() ? "声音：关" : "声音：开";
}

toggle.hidden = false;
toggle.addEventListener("click", () => {
  localStorage.setItem(MUTE, muted() ? "no" : "yes");
  paint();
  if (!muted()) sound("yes");
});
paint();
