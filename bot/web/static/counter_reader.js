// The reader of codes in pictures: ZXing as WebAssembly, from our own server, fetched once.
import { codesIn, plain } from "./counter_codes.js";

const FOLDER = "/static/vendor/zxing/reader/";
const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 4 };
let coming;

/** Fetch the reader; a broken fetch may be tried again. */
export function reader() {
  coming = coming || import("./vendor/zxing/reader/index.js").then((zxing) => {
    const overrides = { locateFile: (name) => FOLDER + name };
    return Promise.resolve(zxing.prepareZXingModule({ overrides, fireImmediately: true })).then(() => zxing);
  });
  coming.catch(() => { coming = undefined; });
  return coming;
}

/** What the codes in a picture say; ours one by one, anything else as one text. */
export async function codesOn(picture) {
  const zxing = await reader();
  const found = (await zxing.readBarcodes(picture, OPTIONS)).filter((it) => it.isValid);
  return found.flatMap((it) => {
    const codes = codesIn(it.text);
    return codes.length ? codes : [plain(it.text).slice(0, 200)];
  });
}

/** A picture of at most `most` pixels on its long side, as the reader takes it. */
export function pixels(source, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
