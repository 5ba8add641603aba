// A photo of a code is read here; only one that shows none to us goes to the house, which looks again.
import { codesOn, pixels } from "./counter_reader.js";

const SIZES = [1600, 800, 2600];

async function codesOf(file) {
  const picture = await createImageBitmap(file);
  for (const size of SIZES) {
    const found = await codesOn(pixels(picture, picture.width, picture.height, size));
    if (found.length) return found;
  }
  return [];
}

/** Read the chosen photo; `give` gets each code. The form is sent as it is where nothing was read. */
export async function readPhoto(form, give) {
  const input = form.querySelector("input[type=file]");
  const found = await codesOf(input.files[0]).catch(() => []);
  if (!found.length) return form.submit();
  form.reset();
  return found.forEach(give);
}
