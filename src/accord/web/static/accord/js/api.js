// Talking with the hub. A refusal of the hub is a sentence for a person.

import { Refused } from "./core/errors.js";

/** The hub's refusal: a sentence (`detail`), and sentences for single fields of a form. */
export class Problem extends Refused {
  constructor(status, detail, fields) {
    super("host-refused", { detail });
    this.status = status;
    this.fields = fields;
  }
}

/**
 * @typedef {object} Api
 * @property {(path: string, how?: RequestInit) => Promise<any>} ask JSON in, JSON out
 * @property {(path: string, how?: RequestInit) => Promise<Response>} send
 * @property {(id: string) => Promise<any>} act
 * @property {(from: number) => Promise<any>} checkpoint
 * @property {(body: string) => Promise<any>} postActs
 * @property {() => Promise<any>} charter
 * @property {(id: string, size: number) => Promise<any>} leaf
 * @property {(size: number) => Promise<any>} readers
 * @property {() => Promise<any>} wellKnown
 */

/**
 * @param {typeof fetch} fetcher
 * @param {() => string} csrf the token that changing posts carry
 * @returns {Api}
 */
export function makeApi(fetcher, csrf) {
  async function send(path, how = {}) {
    const changing = how.method && how.method !== "GET";
    const headers = { Accept: "application/json", ...(changing ? { "X-CSRFToken": csrf() } : {}), ...how.headers };
    let response;
    try {
      response = await fetcher(path, { credentials: "same-origin", cache: "no-store", ...how, headers });
    } catch {
      throw new Refused("no-answer");
    }
    if ([502, 503, 504].includes(response.status)) throw new Refused("no-answer");
    return response;
  }

  async function ask(path, how) {
    const response = await send(path, how);
    const body = response.status === 204 ? {} : await response.json().catch(() => null);
    if (!response.ok) throw new Problem(response.status, detailOf(body, response.status), body?.fields ?? {});
    if (body === null) throw new Refused("no-answer");
    return body;
  }

  return {
    send,
    ask,
    act: (id) => ask(`/api/v1/acts/${id}`),
    acts: (ids) => ask(`/api/v1/acts/several?ids=${ids.join()}`),
    checkpoint: (from) => ask(`/api/v1/checkpoint?from=${from}`),
    postActs: (body) => ask("/api/v1/acts", json(body)),
    charter: () => ask("/api/v1/charter"),
    leaf: (id, size) => ask(`/api/v1/acts/${id}/leaf?size=${size}`),
    readers: (size) => ask(`/api/v1/readers?size=${size}`),
    wellKnown: () => ask("/.well-known/accord.json"),
  };
}

/** @param {string} body @returns {RequestInit} a post of JSON */
export function json(body) {
  return { method: "POST", body, headers: { "Content-Type": "application/json" } };
}

function detailOf(body, status) {
  return body?.detail || body?.title || `HTTP ${status}`;
}

/** Whether asking again later may help: no answer, or an error of the moment. */
export function isPassing(error) {
  if (error instanceof Problem) return error.status >= 500 || error.status === 408 || error.status === 429;
  return error instanceof Refused && error.code === "no-answer";
}

/** Whether the hub has said no for good. */
export function isFinal(error) {
  return error instanceof Problem && !isPassing(error);
}
