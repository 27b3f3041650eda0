// What this device keeps of one person's work, in a database of its own: signing out
// clears it. Behind a PIN everything in it is encrypted.
//
//   set        what the host told last (workingset.py)
//   clock      the host's time, and this device's when it was told
//   act/<id>   records that put others into words: payload and contents
//   draft/...  what was typed into a form and is not signed yet (draft.js)
//   heading/.. what this person has signed here: {heading, at}

import { random, text, utf8 } from "../core/bytes.js";
import { Refused } from "../core/errors.js";

const NAME = "accord-field";
const TABLE = "kept";

/**
 * @typedef {object} Kept
 * @property {(name: string) => Promise<any>} get undefined when absent
 * @property {(name: string, value: any) => Promise<void>} put JSON values; durable when it resolves
 * @property {(names: string[], values: any[]) => Promise<void>} putAll
 * @property {(prefix: string) => Promise<Map<string, any>>} all by the name's rest
 * @property {(name: string) => Promise<void>} remove
 * @property {() => Promise<void>} forget everything of this person
 */

/** @param {string} key whose @param {CryptoKey | null} lock @returns {Promise<Kept>} */
export async function openKept(key, lock) {
  const database = await opened();
  const id = (name) => `${key}/${name}`;
  const range = (prefix) => IDBKeyRange.bound(id(prefix), id(`${prefix}\uffff`));
  const read = async (row) => (row === undefined ? undefined : unsealed(row, lock));

  async function putAll(names, values) {
    const rows = await Promise.all(values.map((value) => sealed(value, lock)));
    await run(database, "readwrite", (table) => rows.map((row, i) => table.put({ ...row, id: id(names[i]) })).at(-1));
  }

  return {
    get: async (name) => read(await run(database, "readonly", (table) => table.get(id(name)))),
    put: (name, value) => putAll([name], [value]),
    putAll,
    all: async (prefix) => {
      const rows = await run(database, "readonly", (table) => table.getAll(range(prefix)));
      const values = await Promise.all(rows.map(read));
      return new Map(rows.map((row, i) => [row.id.slice(id(prefix).length), values[i]]));
    },
    remove: (name) => run(database, "readwrite", (table) => table.delete(id(name))),
    forget: () => run(database, "readwrite", (table) => table.delete(range(""))),
  };
}

/** Forgets what is kept of everybody. */
export function forgetAll() {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "id" });
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(new Refused("no-storage"));
  });
}

function run(database, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, mode, { durability: "strict" });
    const request = work(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(new Refused("no-storage"));
  });
}

async function sealed(value, lock) {
  if (!lock) return { value };
  const iv = random(12);
  return { iv, sealed: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, lock, utf8(JSON.stringify(value)))) };
}

async function unsealed(row, lock) {
  if (!row.sealed) return row.value;
  if (!lock) throw new Refused("key-locked");
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, lock, row.sealed);
  return JSON.parse(text(new Uint8Array(plain)));
}
