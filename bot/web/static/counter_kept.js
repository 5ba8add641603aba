// 待送: scans wait in the browser's own database, written through, until the house has answered them.

const NAME = "danggui-counter";
const SCANS = "scans";
let opened;
let memory = []; // only where the browser keeps nothing, as in a private window
let next = 0;

function asked(request) {
  return new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });
}

function open() {
  opened = opened || (async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(SCANS, { keyPath: "id", autoIncrement: true });
    return asked(request);
  })().catch(() => null);
  return opened;
}

async function within(mode, what) {
  const database = await open();
  if (!database) return undefined;
  const work = database.transaction(SCANS, mode, { durability: "strict" });
  const answer = await asked(what(work.objectStore(SCANS)));
  if (mode === "readonly") return answer;
  return new Promise((yes, no) => {
    work.oncomplete = () => yes(answer);
    work.onabort = () => no(work.error);
  });
}

/** Write a scan through to the disk; resolves when it is there. */
export async function keep(scan) {
  const id = await within("readwrite", (store) => store.add(scan));
  if (id === undefined) memory.push({ ...scan, id: `m${(next += 1)}` });
}

/** All scans that wait, in the order of scanning. */
export async function kept() {
  return [...((await within("readonly", (store) => store.getAll())) || []), ...memory];
}

/** This scan was answered, or given up by the person. */
export async function letGo(id) {
  memory = memory.filter((scan) => scan.id !== id);
  if (typeof id === "number") await within("readwrite", (store) => store.delete(id));
}
