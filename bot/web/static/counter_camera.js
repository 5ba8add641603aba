// The camera stays open, the last answer under it. A code counts again once it has left the picture.
import { codesOn, pixels, reader } from "./counter_reader.js";

const LOOK_EVERY_MS = 100;
const GONE_MS = 2000;
const MOST_PIXELS = 1000;
const WHY = {
  NotAllowedError: "浏览器没有允许使用摄像头。可以点地址栏边上的图标改为允许；也可以拍照识别，或键入编号。",
  NotFoundError: "这台设备上没有找到摄像头。请拍照识别，或键入编号。",
  NotReadableError: "摄像头正被别的程序占着。请关掉那个程序再试，或拍照识别、键入编号。",
};
const OTHERWISE = "摄像头没有打开。请再试一次，或拍照识别、键入编号。";

const section = document.querySelector("#camera");
const video = section.querySelector("video");
const said = section.querySelector("[data-said]");
const torch = section.querySelector("[data-torch]");
let stream = null;
let give;
const seen = new Map();

async function look() {
  if (!stream) return;
  if (video.videoWidth && !document.hidden) {
    const codes = await codesOn(pixels(video, video.videoWidth, video.videoHeight, MOST_PIXELS)).catch(() => []);
    codes.forEach(meet);
  }
  setTimeout(look, LOOK_EVERY_MS);
}

function meet(code) {
  const now = Date.now();
  const fresh = now - (seen.get(code) || 0) > GONE_MS;
  seen.set(code, now);
  if (fresh) give(code);
}

function track() {
  return stream?.getVideoTracks()[0];
}

function offerTorch() {
  torch.hidden = !track()?.getCapabilities?.().torch;
  torch.setAttribute("aria-pressed", "false");
  torch.textContent = "补光：关";
}

async function turnTorch() {
  const on = torch.getAttribute("aria-pressed") !== "true";
  await track().applyConstraints({ advanced: [{ torch: on }] });
  torch.setAttribute("aria-pressed", String(on));
  torch.textContent = on ? "补光：开" : "补光：关";
}

function close() {
  stream?.getTracks().forEach((it) => it.stop());
  stream = null;
  section.hidden = true;
  document.querySelector("[data-camera]").hidden = false;
  document.querySelector("#scan").focus();
}

async function start() {
  stream = await navigator.mediaDevices.getUserMedia({
    audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  await video.play();
  offerTorch();
}

/** Open the camera and give every code it sees; what stands in the way is said in the section. */
export async function openCamera(giveCode) {
  give = giveCode;
  section.hidden = false;
  video.hidden = false;
  document.querySelector("[data-camera]").hidden = true;
  said.textContent = "正在打开摄像头。";
  try {
    await Promise.all([reader(), start()]);
    said.textContent = "对准二维码，一次一个。结果在下面，摄像头一直开着。";
    section.scrollIntoView({ block: "start" }); // on a phone the answer then fits under the picture
    look();
  } catch (error) {
    stream?.getTracks().forEach((it) => it.stop());
    stream = null;
    video.hidden = true;
    torch.hidden = true;
    said.textContent = WHY[error.name] || OTHERWISE;
    document.querySelector("[data-camera]").hidden = false;
    document.querySelector("#ways details").open = true;
  }
}

torch.addEventListener("click", () => turnTorch().catch(() => { torch.hidden = true; }));
section.querySelector("[data-close]").addEventListener("click", close);
