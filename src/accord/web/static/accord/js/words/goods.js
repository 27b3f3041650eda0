// What the words of all acts about goods have in common: tables, lots, units.

import { printed, written } from "./tell.js";

/** Units that have a word in every language; others are shown as they are written. */
export const UNITS = ["piece", "kit", "set", "packet", "pair", "bottle", "tin", "bag", "roll", "ration", "tablet", "kg", "litre", "metre"];

// A difference to the books of so many units, and of half of them, is asked about.
const FAR = 10;

/** A table of lines; the columns of numbers are set as numbers. */
export function lines(columns, rows, tell) {
  const numeric = ["quantity", "counted", "good", "damaged", "missing", "excess", "lost", "back", "books", "change"];
  return {
    columns: columns.map((name) => tell.say(`column.${name}`)),
    numeric: columns.flatMap((name, i) => (numeric.includes(name) ? [i] : [])),
    rows,
  };
}

export function newLot({ item: id, batch, expiry }, quantity, tell) {
  return [[tell.thing(id)], [units(quantity, id, tell)], optional(batch, tell), expiry ? [tell.voice.day(expiry)] : [tell.say("value.none")]];
}

export function lotRow({ lot }, quantity, tell) {
  const source = lotSource(lot, tell);
  if (source) return newLot(source, quantity, tell);
  const [id, line] = lot.split(".");
  const thing = tell.thing(id);
  const known = typeof thing === "string" ? { exact: `${printed(id).exact} · ${Number(line) + 1}` } : thing;
  return [[known], [tell.voice.number(quantity)], [tell.say("value.unknown")], [tell.say("value.unknown")]];
}

/**
 * What the records that brought these lots in say against it: a date that was over by then,
 * a gift for another place.
 * @param {{act: any, place: string}} what the act, and where its goods are going to serve
 */
export function lotWarnings({ act: { at, body }, place }, tell) {
  return body.lines.flatMap(({ lot }, i) => {
    const source = lotSource(lot, tell);
    if (!source) return [];
    const { earmark } = tell.act(lot.split(".")[0]).body;
    return [
      ...(isOver(source.expiry, at) ? [over(source.item, source.expiry, i, tell)] : []),
      ...(earmark && earmark !== place ? [tell.say("lot.only.warning", { line: i + 1, item: nameOf(source.item, tell), place: nameOf(earmark, tell) })] : []),
    ];
  });
}

/** Goods that come into the books after their date, which may be a slip of the finger. */
export function overAlready({ at, body }, tell) {
  return body.lines.flatMap(({ item, expiry }, i) => (item && isOver(expiry, at) ? [over(item, expiry, i, tell)] : []));
}

const isOver = (expiry, at) => Boolean(expiry) && expiry < at.slice(0, 10);
const over = (item, expiry, i, tell) => tell.say("lot.over.warning", { line: i + 1, item: nameOf(item, tell), day: tell.voice.day(expiry) });

/** What the books show of a counted lot, and how far the count is from it; goods that are new are all more. */
export function besideBooks({ lot, counted }, tell) {
  const books = lot ? tell.books(lot) : 0;
  if (books === undefined) return [[tell.say("value.unknown")], [tell.say("value.unknown")]];
  const off = counted - books;
  return [[tell.voice.number(books)], [`${off > 0 ? "+" : off < 0 ? "−" : ""}${tell.voice.number(Math.abs(off))}`]];
}

/** A count that is far from the books may be a slip of the finger. */
export function farOff({ lot, counted }, i, tell) {
  const books = lot ? tell.books(lot) : undefined;
  if (books === undefined || Math.abs(counted - books) < FAR || Math.abs(counted - books) * 2 <= books) return [];
  const thing = tell.thing(lotSource(lot, tell)?.item ?? lot.split(".")[0]);
  return [tell.say("count.far", { line: i + 1, item: typeof thing === "string" ? thing : thing.exact, counted, books })];
}

/** The line of the act that brought a lot in, when that act is known. */
function lotSource(lot, tell) {
  const [id, line] = lot.split(".");
  const source = tell.act(id)?.body.lines?.[Number(line)];
  return source?.item ? source : null;
}

export function handoverRow({ line, good, damaged, missing, excess }, consignment, tell) {
  return packedRow(line, [good, damaged, missing, excess], consignment, tell);
}

export function settledRow({ line, lost, back }, consignment, tell) {
  return packedRow(line, [lost, back], consignment, tell);
}

/** A line of a handover, and what the receiver found of it later. */
export function claimedRow({ line, damaged, missing }, consignment, tell) {
  return packedRow(line, [damaged, missing], consignment, tell);
}

/** A line of a consignment: its number, what is in it, and some numbers. */
function packedRow(line, numbers, consignment, tell) {
  const packed = consignment ? tell.act(consignment)?.body.lines?.[line] : null;
  const source = packed ? lotSource(packed.lot, tell) : null;
  const what = source ? tell.thing(source.item) : tell.say("value.unknown");
  return [[tell.voice.number(line + 1)], [what], ...numbers.map((n) => [tell.voice.number(n)])];
}

function optional(value, tell) {
  return [value === undefined ? tell.say("value.none") : { exact: value }];
}

export function nameOf(id, tell) {
  return written(tell.thing(id));
}

/** "120 piece": the number, and the item's unit when the item is known. */
export function units(quantity, id, tell) {
  const unit = tell.act(id)?.body.unit;
  if (!unit) return tell.voice.number(quantity);
  return UNITS.includes(unit) ? tell.say(`units.${unit}`, { n: quantity }) : `${tell.voice.number(quantity)} ${unit}`;
}
