// A sealed message is opened with a reading key, and with no other; work that a form does.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { base64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { open } from "../../src/accord/web/static/accord/js/inbox.js";
import { identityIn } from "../../src/accord/web/static/accord/js/sealed.js";
import { ending, wordsIn } from "../../src/accord/web/static/accord/js/sealed-report.js";
import { work } from "../../src/accord/web/static/accord/js/work.js";
import * as age from "../../src/accord/web/static/accord/vendor/age.js";

// Made once with pyrage, as accord/charter/sealing.py seals.
const IDENTITY = "AGE-SECRET-KEY-190C7SZM4TYVQW9E9AP6VY34J6C4N8VV6VDGTSVR73M7SKAJ7AACSLTDKXJ";
const OTHER = "AGE-SECRET-KEY-1TXNW3MQMYX3UUTPE3TTWW4R2PTUPJFVWDAZSA8JVT0RJF0YEMAQQDVWMMZ";
const SEALED = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA4UzU3SW1aQmJsaHlYNDFlQllPMnpueDJ2cm9mRS9qTkpVc1NWRy9IblhjCktQQjQ3cnk1UzhBdWFJQnB4Ykw4c05sYTI4ZHhmK1BubDZ5d0JpYnR2d1kKLT4geV9cLWdyZWFzZQpmeWt4ZS9oYitVYnV2MUhsSnFtcVhkLzZKZFkrc3ZxMldReUpXbWVpY1ordldhOU0wZ2FyWi9NRUpkcUgvOTlQCmNHVlBHcHBSblA3YQotLS0gLzNPY2hTU3dkbjEvTm43eVZXNFdQOTdBU3NsZVlCWGNMTkFESGRtTkFKdwofMoHdzFnmDzOF5Ry6L3C5FH498iSXll7ui41i+3Xowy/0bHgdCM8Po2pk5XIqG8IK4I3qKVGAPz9xq9FhbMx/2evTAmG98y/C3BZaFaChcZ1HxNrId0epuuCNOJ/HgGNNk8m0uG4wdPmLHv5P7vp2deHbLRUrAv/JIjQEmArww4O3j47WVLIyDQOBwEJ3umDW0KCFVjZvA/ummJ8azZHu0NfeaE/lv6wnN1CYhe5EUgzX3iBXaYvsFanrVdcLR18Uzv7FaoDHQjpq8qfkJqRyojhdRF7tSKokZNo4J9PLjhoa6wzPopi0u2A9S2VVk3gVsNzPTj02O2B7uDtT4XIbmsc0ns/mrmsocKXNiM2xSUHwT35LgCg6jJ6jZkg1KRrH9zgLPlFjTbD9iYlmk4c1PPa37iJy1Gwa96RLki9ivwhqVSNWRrNyO7xgyMuoVIFsoevlYsfxRko7xdBwi2XdJHXT1dLeiRywHpNIQaz/OtrMwPDSJp1QukbMfP04QfJdc1ITtmJAKFqWjXpCAw7m8CYeBIxid+9s05d5z6KJhtF/tHPtiZzYpecaj06lu6DTdVXHIO+KUty0ozBbXp3G6xBC51KXMnab5ktSWpOVUjl6FUgCGovi98npZjDyvLsPqeRXyBkZM4fKS4xr/Om3Rx3VqTObGwwCa6OE7N6yy9WZmCr330VKZFOezqgJ1EJs6SQHe09Xexjfz0uU5Zzkt4B+di0ogNjS8jDBPK8BtYURWudr7tAU2ywOJ6jyThBBi6GUFFrcA0yOd/SnDo6dpZJB4e8LDLxAyRLc49umz/gh3XzrJaDV12jSEKCrnNtmIHaIuuQqMG5gL/WUufUts4Vr+E+C8v5mpCnPy2TVkvkmj6JXl5QHmWxXo4eTHr4S2xDonXnsgbxWSUPWlu5WATRg2cnQheyYbOEo1wbXws4aNY+xtm7MNhrtR7hi+MrpXoN5sM0jdWVAhjJLUTggNCY7Z8m+vNBj0eApJ8q5gp9n7/nByNYDGwkZv+9a4rSFS0smTPASukbOyzUUKFNGrSzERNo6bD9z959fNBgdf3p+V1byhWiuumz4PkWZvCGMqAiawvTLcEXje8PGjOTIW6R87oBOWh1Gs4MzhJT0yJe2PAU05prsrA5ksvc6TNcyhh0jmgw6pUxo/bmWeK1g15G11hekUXrZuCYqNHQWkEpJOae0Tzy45l28kaQXtRsPS4US3PRcwLnONv2E3mq8WwhBPqml/frge5dt6diJ5Nze0vIxHcmf2gWNWfagq6O/+IOxkRVNRnoPKaC5G8V1M7FVBFcqg5faHttr6cyFgeGcEiSussw86iXSAe/+VObos148Mcgoam3LWOblRGF1SM7JmP/HgMzicJS0GS7hyJwaCHKT9eQ8Sy9bIE088vk=";
const FILE = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBEck5mU3NRRGlwenlEeXJqWjQzaUNRIDE3Cno0YTFGaDc2c05xU2JvNjFuNmRNdG5laXFqVG15TXRFcmpXTlFXY2dad1UKLS0tIHh0V3FVdzRFMysyNlFUck5RaDhHdlVpdTJnN0RuT0puV0hneVltRUt2WDAKfwYUyj8brJ3YTQ12SpF9N0t0AuXlvLhDg5k8lVdZwRayB5DxvqvR+G74CXpV14p0mmfaxkQz2BXhncxBBlM4J/WUjpzJAGRRxyGkrbnFk66zlWhgH+E1x6yccjzn9C1wEQUHhZWrO9JNV6I=";

test("the words come out with the key", async () => {
  assert.deepEqual(await open(age, IDENTITY, SEALED), { name: "Олена", message: "The dyke leaks." });
});

test("not with another key, and not when it was changed", async () => {
  await assert.rejects(open(age, OTHER, SEALED));
  const bytes = Uint8Array.from(atob(SEALED), (one) => one.charCodeAt(0));
  bytes[bytes.length - 1] ^= 1;
  await assert.rejects(open(age, IDENTITY, base64(bytes)));
});

test("the key of a file as age writes it, and of one under a passphrase", async () => {
  assert.equal(await identityIn(age, utf8(`${IDENTITY}\n`), ""), IDENTITY);
  const file = Uint8Array.from(atob(FILE), (one) => one.charCodeAt(0));
  assert.equal(await identityIn(age, file, "warm rooms"), IDENTITY);
  await assert.rejects(identityIn(age, file, "cold rooms"));
});

test("the words of a report stand behind its random bytes", () => {
  const content = (said) => utf8(`${"x".repeat(32)}${JSON.stringify(said)}`);
  assert.deepEqual(wordsIn(content({ title: "Oil", text: "It smells.", place: "Mill" })), { title: "Oil", text: "It smells.", place: "Mill" });
  assert.deepEqual(wordsIn(content({ title: ["Oil"], text: null })), { title: "", text: "", place: "" });
  assert.throws(() => wordsIn(utf8("short")));
});

test("a file is named by what it is", () => {
  const bytes = (letters) => Uint8Array.from(letters, (one) => one.charCodeAt(0));
  const named = (letters) => ending(bytes(letters));
  assert.equal(named("%PDF-1.7 word/document"), "pdf");
  assert.equal(named("\xff\xd8\xff\xe0"), "jpg");
  assert.equal(named("PK\x03\x04 word/document.xml"), "docx");
  assert.equal(named("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "ods");
  assert.equal(named("PK\x03\x04 something"), "zip");
  assert.equal(named("word/document"), "txt");
  assert.equal(named("a\0b"), "bin");
  assert.equal(named("\xfe\xfe"), "bin");
});

test("work ends in a hash that begins with sixteen zeros", async () => {
  const found = await work("1790000000-aa.bb");
  const digest = createHash("sha256").update(`1790000000-aa.bb.${found}`).digest();
  assert.equal(digest.readUInt16BE(0), 0);
});
