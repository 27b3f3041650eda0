// What this device keeps, in IndexedDB. Everything else takes the store as a parameter.
//
//   keys      keys of persons on this device, not readable         by key (hex)
//   seen      the newest verified state of each log                by coalition
//   evidence  pairs of notes that prove a dishonest host           by number
//   outbox    signed acts that the host has not acknowledged       by id
//   texts     the words last seen of each text                     by id
//   invites   one-time keys of invitations made here               by invite
//   settings  the key in use, reading keys seen and used           by name

import { Refused } from "./core/errors.js";

const NAME = "accord";
// On the disk when it is said to be kept, also when the phone dies at once.
const SAFE = { durability: "strict" };
const STORES = {
  keys: { keyPath: "key" },
  seen: { keyPath: "coalition" },
  evidence: { autoIncrement: true },
  outbox: { keyPath: "id" },
  texts: { keyPath: "id" },
  invites: { keyPath: "invite" },
  settings: { keyPath: "name" },
};

/**
 * @typedef {object} Store
 * @property {(table: string, key: string) => Promise<any>} get undefined when absent
 * @property {(table: string) => Promise<any[]>} all
 * @property {(table: string, value: object) => Promise<void>} put
 * @property {(table: string, key: string) => Promise<void>} remove
 * @property {(table: string, key: string, change: (old: any) => object) => Promise<object>} update
 *   in one transaction, so that two windows cannot undo each other
 */

/** @returns {Promise<Store>} */
export async function openStore() {
  const database = await opened().catch(() => {
    throw new Refused("no-storage");
  });
  const run = (table, mode, work) => done(database.transaction(table, mode, SAFE), table, work);
  return {
    get: (table, key) => run(table, "readonly", (store) => store.get(key)),
    all: (table) => run(table, "readonly", (store) => store.getAll()),
    put: (table, value) => run(table, "readwrite", (store) => store.put(value)),
    remove: (table, key) => run(table, "readwrite", (store) => store.delete(key)),
    update: (table, key, change) => updated(database, table, key, change),
  };
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [name, how] of Object.entries(STORES)) request.result.createObjectStore(name, how);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when the transaction is durable, with the request's result. */
function done(transaction, table, work) {
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(table));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(new Refused("no-storage"));
    transaction.onabort = () => reject(new Refused("no-storage"));
  });
}

function updated(database, table, key, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, "readwrite", SAFE);
    const store = transaction.objectStore(table);
    const read = store.get(key);
    let value;
    read.onsuccess = () => {
      value = change(read.result);
      store.put(value);
    };
    transaction.oncomplete = () => resolve(value);
    transaction.onerror = () => reject(new Refused("no-storage"));
    transaction.onabort = () => reject(new Refused("no-storage"));
  });
}
