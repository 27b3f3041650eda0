// `await refused("code", work)`: the work is refused with exactly this reason.

import assert from "node:assert/strict";

export async function refused(code, work) {
  await assert.rejects(async () => work(), (error) => {
    assert.equal(error.code, code, error.message);
    return true;
  });
}
