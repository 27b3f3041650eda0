// The supplies' acts in words: catalogue, needs, and every movement of goods.

import { nameFacts } from "./charter.js";
import { UNITS, besideBooks, claimedRow, farOff, handoverRow, lines, lotRow, lotWarnings, nameOf, newLot, overAlready, settledRow, units } from "./goods.js";
import { PLANNING } from "./planning.js";
import { fact, nameIn, plain, printed } from "./tell.js";

/** @type {Object<string, (act: import("../core/act.js").Act, tell: import("./tell.js").Teller) => object>} */
export const SUPPLIES = {
  "supplies.item": item,
  "supplies.site": site,
  "supplies.need": need,
  "supplies.receive": receive,
  "supplies.count": count,
  "supplies.consign": consign,
  "supplies.handover": handover,
  "supplies.use": use,
  "supplies.reverse": reverse,
  "supplies.transfer": transfer,
  "supplies.move": move,
  "supplies.recall": recall,
  "supplies.settle": settle,
  "supplies.claim": claim,
  "supplies.close": close,
  ...PLANNING,
};

function item({ by, body, contents }, tell) {
  const names = contents.names ?? {};
  return {
    heading: tell.say("item.heading", { name: nameIn(names, tell.voice.lang) || body.code }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...nameFacts(names, tell),
      fact(tell, "fact.code", { exact: body.code }),
      fact(tell, "fact.unit", UNITS.includes(body.unit) ? tell.say(`unit.${body.unit}`) : { exact: body.unit }),
      fact(tell, "fact.weight", tell.say("grams", { n: body.grams })),
      fact(tell, "fact.volume", tell.say("millilitres", { n: body.millilitres })),
    ],
    table: body.packs.length
      ? { columns: [tell.say("column.pack"), tell.say("column.units")], rows: body.packs.map(({ code, units }) => [[{ exact: code }], [tell.voice.number(units)]]) }
      : null,
  };
}

function site({ by, body, contents }, tell) {
  const place = contents.place ?? {};
  const shown = ["name", "address"].filter((name) => place[name] !== undefined);
  const onMap = place.lat !== undefined || place.lon !== undefined;
  return {
    heading: tell.say("site.heading", { name: plain(place.name ?? body.code) }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...shown.map((name) => fact(tell, `fact.${name}`, plain(place[name]))),
      ...(onMap ? [fact(tell, "fact.position", `${plain(place.lat)}, ${plain(place.lon)}`)] : []),
      fact(tell, "fact.code", { exact: body.code }),
    ],
  };
}

function need({ by, body }, tell) {
  const what = { quantity: body.quantity, item: nameOf(body.item, tell), site: nameOf(body.site, tell) };
  return {
    heading: tell.say("need.heading", what),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.item", tell.thing(body.item)),
      fact(tell, "fact.quantity", units(body.quantity, body.item, tell)),
      fact(tell, "fact.site", tell.thing(body.site)),
      fact(tell, "fact.due", tell.voice.time(body.due)),
      fact(tell, "fact.priority", tell.say("priority", { n: body.priority })),
      fact(tell, "fact.people", tell.voice.number(body.people)),
    ],
  };
}

function receive(act, tell) {
  const { by, body } = act;
  return {
    heading: tell.say("receive.heading", { site: nameOf(body.site, tell) }),
    facts: [
      ...stockFacts(by, body, tell),
      fact(tell, "fact.donor", { exact: body.donor }),
      ...(body.earmark ? [fact(tell, "fact.earmark", tell.thing(body.earmark))] : []),
    ],
    table: lines(["item", "quantity", "batch", "expiry"], body.lines.map((line) => newLot(line, line.quantity, tell)), tell),
    warnings: [...overAlready(act, tell), ...ownerWarning(by, body, tell)],
  };
}

function count(act, tell) {
  const { by, body } = act;
  const beside = body.lines.some(({ lot }) => lot && tell.books(lot) !== undefined);
  const columns = ["item", "counted", ...(beside ? ["books", "change"] : []), "batch", "expiry"];
  const rows = body.lines.map((line) => {
    const row = line.lot ? lotRow(line, line.counted, tell) : newLot(line, line.counted, tell);
    return beside ? [...row.slice(0, 2), ...besideBooks(line, tell), ...row.slice(2)] : row;
  });
  return {
    heading: tell.say("count.heading", { site: nameOf(body.site, tell) }),
    facts: stockFacts(by, body, tell),
    table: lines(columns, rows, tell),
    warnings: [...overAlready(act, tell), ...body.lines.flatMap((line, i) => farOff(line, i, tell)), tell.say("count.warning"), ...(beside ? [tell.say("count.books")] : [])],
  };
}

function consign(act, tell) {
  const { by, body } = act;
  return {
    heading: tell.say("consign.heading", { site: nameOf(body.destination, tell), receiver: body.receiver }),
    facts: [
      fact(tell, "fact.holder", tell.member(by)),
      fact(tell, "fact.owner", tell.member(body.owner)),
      fact(tell, "fact.from", tell.thing(body.site)),
      fact(tell, "fact.to", tell.thing(body.destination)),
      fact(tell, "fact.receiver", tell.member(body.receiver)),
      ...(body.plan ? [fact(tell, "fact.plan", printed(body.plan))] : []),
      ...fieldFact(body, tell),
    ],
    table: lines(["item", "quantity", "batch", "expiry"], body.lines.map((line) => lotRow(line, line.quantity, tell)), tell),
    warnings: [...(body.plan ? [] : ownerWarning(by, body, tell)), ...lotWarnings({ act, place: body.destination }, tell)],
  };
}

function handover({ body }, tell) {
  const { giver, receiver } = body;
  const off = body.lines.some((line) => line.damaged || line.missing || line.excess);
  return {
    heading: tell.say("handover.heading", { giver, receiver }),
    facts: [
      fact(tell, "fact.giver", tell.member(giver)),
      fact(tell, "fact.receiver", tell.member(receiver)),
      fact(tell, "fact.consignment", printed(body.consignment)),
      fact(tell, "fact.stored", body.site ? tell.thing(body.site) : tell.say("handover.on")),
      ...fieldFact(body, tell),
    ],
    table: lines(["line", "item", "good", "damaged", "missing", "excess"], body.lines.map((line) => handoverRow(line, body.consignment, tell)), tell),
    warnings: [tell.say("handover.warning", { giver, receiver }), ...(off ? [tell.say("handover.off")] : [])],
  };
}

function use(act, tell) {
  const { by, body } = act;
  return {
    heading: tell.say("use.heading", { site: nameOf(body.site, tell) }),
    facts: [...stockFacts(by, body, tell), fact(tell, "fact.people", tell.voice.number(body.people))],
    table: lines(["item", "quantity", "batch", "expiry"], body.lines.map((line) => lotRow(line, line.quantity, tell)), tell),
    warnings: [...ownerWarning(by, body, tell), ...lotWarnings({ act, place: body.site }, tell)],
  };
}

function reverse({ by, body }, tell) {
  const other = tell.act(body.act);
  const title = other ? tell.say(`kind.${other.kind}`) : printed(body.act).exact;
  return {
    heading: tell.say("reverse.heading", { title }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.about", tell.thing(body.act)),
      fact(tell, "fact.mark", printed(body.act)),
    ],
    warnings: [tell.say("reverse.warning"), ...(other ? [] : [tell.say("about.unknown")])],
    inner: other ?? null,
  };
}

function transfer({ body }, tell) {
  return {
    heading: tell.say("transfer.heading", { owner: body.owner, to: body.to }),
    facts: [
      fact(tell, "fact.owner", tell.member(body.owner)),
      fact(tell, "fact.owner.new", tell.member(body.to)),
      fact(tell, "fact.site", tell.thing(body.site)),
    ],
    table: lines(["item", "quantity", "batch", "expiry"], body.lines.map((line) => lotRow(line, line.quantity, tell)), tell),
    warnings: [tell.say("transfer.warning", { owner: body.owner, to: body.to })],
  };
}

function move({ by, body }, tell) {
  const away = body.to === "disposed";
  return {
    heading: tell.say(away ? "move.away.heading" : "move.heading", { site: nameOf(body.site, tell) }),
    facts: [
      fact(tell, "fact.holder", tell.member(by)),
      fact(tell, "fact.owner", tell.member(body.owner)),
      fact(tell, "fact.from", tell.thing(body.site)),
      fact(tell, "fact.condition", tell.say(`condition.${body.condition}`)),
      ...(body.target === body.site ? [] : [fact(tell, "fact.to", tell.thing(body.target))]),
      fact(tell, "fact.condition.new", tell.say(`condition.${body.to}`)),
    ],
    table: lines(["item", "quantity", "batch", "expiry"], body.lines.map((line) => lotRow(line, line.quantity, tell)), tell),
    warnings: away ? ownerWarning(by, body, tell) : [],
  };
}

function recall({ by, body }, tell) {
  return {
    heading: tell.say(body.stands ? "recall.heading" : "recall.end.heading"),
    facts: [fact(tell, "fact.member", tell.member(by))],
    table: lines(["item", "batch", "expiry"], body.lots.map((lot) => lotRow({ lot }, 0, tell).filter((_, i) => i !== 1)), tell),
    warnings: [tell.say(body.stands ? "recall.warning" : "recall.end.warning")],
  };
}

function settle({ body }, tell) {
  const consignment = tell.act(body.handover)?.body.consignment;
  return {
    heading: tell.say("settle.heading"),
    facts: [
      fact(tell, "fact.about", tell.thing(body.handover)),
      fact(tell, "fact.mark", printed(body.handover)),
      ...(body.site ? [fact(tell, "fact.back", tell.thing(body.site))] : []),
    ],
    table: lines(["line", "item", "lost", "back"], body.lines.map((line) => settledRow(line, consignment, tell)), tell),
    warnings: [tell.say("settle.warning")],
  };
}

function claim({ by, body }, tell) {
  const consignment = tell.act(body.handover)?.body.consignment;
  return {
    heading: tell.say("claim.heading"),
    facts: [fact(tell, "fact.member", tell.member(by)), fact(tell, "fact.about", tell.thing(body.handover)), fact(tell, "fact.mark", printed(body.handover))],
    table: lines(["line", "item", "damaged", "missing"], body.lines.map((line) => claimedRow(line, consignment, tell)), tell),
    warnings: [tell.say("claim.warning")],
  };
}

function close({ by, body }, tell) {
  const other = tell.act(body.act);
  return {
    heading: tell.say("close.heading"),
    facts: [fact(tell, "fact.member", tell.member(by)), fact(tell, "fact.mark", printed(body.act))],
    warnings: other ? [] : [tell.say("about.unknown")],
    inner: other ?? null,
  };
}

function stockFacts(by, { site: place, owner, field }, tell) {
  return [
    fact(tell, "fact.holder", tell.member(by)),
    fact(tell, "fact.owner", tell.member(owner)),
    fact(tell, "fact.site", tell.thing(place)),
    ...fieldFact({ field }, tell),
  ];
}

function fieldFact({ field }, tell) {
  return field ? [fact(tell, "fact.field", tell.say("field.yes"))] : [];
}

/** Goods of another: that owner has to sign as well. */
function ownerWarning(by, { owner }, tell) {
  return owner === by ? [] : [tell.say("owner.warning", { owner })];
}
