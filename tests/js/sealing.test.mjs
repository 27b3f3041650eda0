// Sealing for reading keys, making one, and the time of day that a form asks for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { momentIn, writeTime } from "../../src/accord/web/static/accord/js/core/time.js";
import { newReader } from "../../src/accord/web/static/accord/js/reading-key.js";
import { identityIn, opened, sealedFor } from "../../src/accord/web/static/accord/js/sealed.js";
import * as age from "../../src/accord/web/static/accord/vendor/age.js";
import { refused } from "./refused.mjs";

const WORDS = "cold tea and warm rooms";

test("what is sealed for two opens for both, and for no third", async () => {
  const identities = await Promise.all([1, 2, 3].map(() => age.generateX25519Identity()));
  const recipients = await Promise.all(identities.map(age.identityToRecipient));
  const keys = recipients.slice(0, 2).map((recipient, i) => ({ member: `m${i}`, recipient }));
  const sealed = await sealedFor(age, keys, utf8("The dyke leaks."));
  for (const one of identities.slice(0, 2)) assert.deepEqual(await opened(age, one, sealed), utf8("The dyke leaks."));
  await assert.rejects(opened(age, identities[2], sealed));
});

test("a reading key that is none is named", async () => {
  const keys = [{ member: "bravo", recipient: `age1${"q".repeat(58)}` }];
  await refused("reader-broken", () => sealedFor(age, keys, utf8("The dyke leaks.")));
});

test("a new reading key opens with its passphrase, and with no other", async () => {
  const file = await newReader(age, WORDS, { work: 4 });
  const identity = await identityIn(age, file, WORDS);
  assert.match(identity, /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  assert.match(await age.identityToRecipient(identity), /^age1[02-9ac-hj-np-z]{58}$/);
  await assert.rejects(identityIn(age, file, `${WORDS}!`));
  assert.ok(!new TextDecoder("latin1").decode(file).includes("SECRET"));
});

test("a time of day in a zone, also beside the hour that is left out", async () => {
  const at = (written, zone) => writeTime(momentIn(written, zone));
  assert.equal(at("2026-11-22T14:00", "Europe/Kyiv"), "2026-11-22T12:00:00Z");
  assert.equal(at("2026-07-01T00:30", "Europe/Kyiv"), "2026-06-30T21:30:00Z");
  assert.equal(at("2026-03-29T02:59", "Europe/Kyiv"), "2026-03-29T00:59:00Z");
  assert.equal(at("2026-03-29T04:00", "Europe/Kyiv"), "2026-03-29T01:00:00Z");
  assert.equal(at("2026-11-22T14:00", "America/New_York"), "2026-11-22T19:00:00Z");
  for (const written of ["2026-03-29T03:30", "", "1999-01-01T00:00", "today"]) {
    await refused("malformed", () => momentIn(written, "Europe/Kyiv"));
  }
});
