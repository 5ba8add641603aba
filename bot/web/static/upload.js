// 预审图片: drop or choose, one bar per file; a broken line goes on where it stopped. The form works without us.
const CHUNK = 512 * 1024;
const TRIES = 16; // most of a minute: a restart of the house is bridged
const LONGEST_WAIT = 5000;
const begun = new Map(); // a file that was chosen before → its upload, while this page is open
const form = document.querySelector("[data-upload]");
const csrf = () => document.querySelector("meta[name=danggui-csrf]").content;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (url, method, body, more = {}) =>
  fetch(url, { method, body, credentials: "same-origin", headers: { Accept: "application/json", "X-Danggui-Csrf": csrf(), ...more } });

async function begin(file) {
  const fields = new URLSearchParams({
    key: crypto.getRandomValues(new Uint32Array(3)).join("-"), csrf: csrf(),
    size: file.size, type: file.type, serial: form.elements.serial.value,
  });
  const answer = await ask(form.dataset.upload, "POST", fields);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  return body.upload;
}

/** Send what is missing; gives the last answer. Throws where the house no longer knows the upload. */
async function sendRest(upload, file, bar) {
  let offset = 0; // the house says where it really is
  for (let tries = 0; tries < TRIES;) {
    try {
      const part = file.slice(offset, offset + CHUNK);
      const answer = await ask(`/uploads/${upload}`, "PATCH", part, { "Upload-Offset": offset, "Upload-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" });
      if (answer.status === 404) throw new TypeError("gone");
      const body = await answer.json();
      if (!answer.ok && answer.status !== 409) throw new Error(body.message);
      offset = body.offset;
      bar.value = offset;
      if ("kept" in body) return body;
      tries = 0;
    } catch (error) {
      if (error.message === "gone" || !(error instanceof TypeError)) throw error;
      tries += 1;
      await wait(Math.min(400 * tries, LONGEST_WAIT));
      const known = await ask(`/uploads/${upload}`, "GET").catch(() => null);
      if (known?.status === 404) throw new TypeError("gone");
      if (known?.ok) offset = (await known.json()).offset;
    }
  }
  throw new Error("网络不通，这一张还没有传完。请网络好了以后再选一次。");
}

async function sendFile(file, line) {
  const bar = line.querySelector("progress");
  const said = line.querySelector("[data-said]");
  bar.max = file.size || 1;
  try {
    const chosen = [file.name, file.size, file.lastModified, form.elements.serial.value].join("/");
    if (!begun.has(chosen)) begun.set(chosen, await begin(file));
    let body;
    try {
      body = await sendRest(begun.get(chosen), file, bar);
    } catch (error) {
      if (error.message !== "gone") throw error;
      begun.set(chosen, await begin(file));
      body = await sendRest(begun.get(chosen), file, bar);
    }
    begun.delete(chosen);
    said.textContent = body.said;
    return body.kept;
  } catch (error) {
    said.textContent = error instanceof TypeError ? "网络不通，这一张还没有传完。请再选一次。" : error.message;
    return false;
  }
}

async function sendAll(files) {
  const list = form.querySelector("[data-files]");
  const summary = form.querySelector("[data-summary]");
  let kept = 0;
  for (const file of files) {
    const line = form.querySelector("template").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-name]").textContent = file.name;
    line.querySelector("progress").setAttribute("aria-label", file.name);
    list.append(line);
    summary.textContent = `正在传，收到 ${kept} / ${files.length}`;
    kept += await sendFile(file, line) ? 1 : 0;
  }
  summary.textContent = `收到 ${kept} 张${kept < files.length ? `，${files.length - kept} 张没有收下，原因见上` : ""}。`;
  form.querySelector("[data-again]").hidden = false;
}

if (form) {
  const chosen = form.querySelector("input[type=file]");
  form.querySelector("[data-drop]").hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  chosen.addEventListener("change", () => sendAll([...chosen.files]));
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); sendAll([...event.dataTransfer.files]); });
}
