// What changed between two texts, word by word, and the paragraphs to show it in.

const MOST = 4_000_000;

/** @typedef {{op: "same" | "gone" | "new", text: string}} Segment */

/**
 * @param {string} before
 * @param {string} after
 * @returns {Segment[]}
 */
export function changes(before, after) {
  const [old, now] = [words(before), words(after)];
  const start = commonStart(old, now);
  const end = commonEnd(old.slice(start), now.slice(start));
  const middle = longest(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const same = (tokens) => tokens.map((text) => ({ op: "same", text }));
  return merged([...same(now.slice(0, start)), ...middle, ...same(now.slice(now.length - end))]);
}

/** @param {Segment[]} segments @returns {number} how many places differ */
export function countChanges(segments) {
  return segments.filter(({ op }, i) => op !== "same" && (i === 0 || segments[i - 1].op === "same")).length;
}

/**
 * The segments by paragraph of the new text; what is gone stands where it was.
 * @param {Segment[]} segments
 * @returns {Segment[][]}
 */
export function paragraphs(segments) {
  const rows = [[]];
  for (const { op, text } of segments) {
    const parts = op === "gone" ? [text.replaceAll(/\s*\n\s*/g, " ¶ ")] : text.split(/\n\s*\n/);
    parts.forEach((part, i) => {
      if (i > 0) rows.push([]);
      if (part) rows.at(-1).push({ op, text: part });
    });
  }
  return rows.filter((row) => row.length > 0);
}

/** Words and the spaces between them. */
function words(text) {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

function commonStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function commonEnd(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n += 1;
  return n;
}

/** By a longest common subsequence; texts too long for that differ as a whole. */
function longest(old, now) {
  const gone = (text) => ({ op: "gone", text });
  const added = (text) => ({ op: "new", text });
  if (old.length * now.length > MOST) return [gone(old.join("")), added(now.join(""))];
  const width = now.length + 1;
  const length = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        old[i] === now[j]
          ? length[(i + 1) * width + j + 1] + 1
          : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  return walk(old, now, (i, j) => length[i * width + j], gone, added);
}

function walk(old, now, length, gone, added) {
  const found = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      found.push({ op: "same", text: now[j] });
      [i, j] = [i + 1, j + 1];
    } else if (length(i + 1, j) >= length(i, j + 1)) {
      found.push(gone(old[i]));
      i += 1;
    } else {
      found.push(added(now[j]));
      j += 1;
    }
  }
  return [...found, ...old.slice(i).map(gone), ...now.slice(j).map(added)];
}

/** Neighbours of one sort become one; a space alone between two changes joins them. */
function merged(segments) {
  const runs = [];
  for (const segment of segments) addRun(runs, segment);
  return ordered(runs);
}

function addRun(runs, { op, text }) {
  const last = runs.at(-1);
  if (last && (last.sort === "changed") === (op !== "same")) last.parts.push({ op, text });
  else runs.push({ sort: op === "same" ? "same" : "changed", parts: [{ op, text }] });
}

/** Within a changed place: first all that is gone, then all that is new. */
function ordered(runs) {
  const bridged = [];
  for (const run of runs) {
    const last = bridged.at(-1);
    const space = run.sort === "same" && run.parts.length === 1 && /^[^\S\n]+$/.test(run.parts[0].text);
    const before = bridged.at(-2);
    if (run.sort === "changed" && last?.sort === "space" && before?.sort === "changed") {
      bridged.pop();
      const both = last.parts.flatMap(({ text }) => [{ op: "gone", text }, { op: "new", text }]);
      before.parts.push(...both, ...run.parts);
    } else {
      bridged.push(space ? { ...run, sort: "space" } : run);
    }
  }
  return bridged.flatMap(({ parts }) =>
    ["same", "gone", "new"]
      .map((op) => ({ op, text: parts.filter((part) => part.op === op).map(({ text }) => text).join("") }))
      .filter(({ text }) => text),
  );
}
