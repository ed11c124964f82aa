/**
 * The streamer's own picture for pauses, kept in this browser only. Where the browser keeps nothing
 * (private modes, a full disk) it holds for the page: what fails here is told to the caller, who goes on.
 */

const DATABASE = 'strom-studio';
const STORE = 'pictures';
const KEY = 'pause';

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answered(request);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
async function withStore(mode, act) {
  const database = await open();
  try {
    return await answered(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @returns {Promise<Blob | null>} */
export async function keptPicture() {
  const kept = await withStore('readonly', (store) => store.get(KEY));
  return kept instanceof Blob ? kept : null;
}

/** @param {Blob} picture */
export function keepPicture(picture) {
  return withStore('readwrite', (store) => store.put(picture, KEY));
}

export function forgetPicture() {
  return withStore('readwrite', (store) => store.delete(KEY));
}
