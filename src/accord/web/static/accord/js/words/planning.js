// The acts that prepare for movements in words: vehicles, kits, offers, policies, plans.

import { nameFacts } from "./charter.js";
import { lines, lotRow, nameOf, units } from "./goods.js";
import { fact, nameIn, printed } from "./tell.js";

export const PLANNING = {
  "supplies.vehicle": vehicle,
  "supplies.kit": kit,
  "supplies.offer": offer,
  "supplies.policy": policy,
  "supplies.plan": plan,
};

function vehicle({ by, body, contents }, tell) {
  const names = contents.names ?? {};
  return {
    heading: tell.say("vehicle.heading", { name: nameIn(names, tell.voice.lang) || body.code }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...nameFacts(names, tell),
      fact(tell, "fact.code", { exact: body.code }),
      fact(tell, "fact.carries", tell.say("grams", { n: body.grams })),
      fact(tell, "fact.room", tell.say("millilitres", { n: body.millilitres })),
      fact(tell, "fact.pallets", tell.voice.number(body.pallets)),
      fact(tell, "fact.bands", body.bands.map((one) => tell.say(`band.${one}`)).join(", ")),
      ...(body.home ? [fact(tell, "fact.home", tell.thing(body.home))] : []),
    ],
  };
}

function kit({ by, body, contents }, tell) {
  const names = contents.names ?? {};
  return {
    heading: tell.say("kit.heading", { name: nameIn(names, tell.voice.lang) || body.code }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...nameFacts(names, tell),
      fact(tell, "fact.code", { exact: body.code }),
    ],
    table: lines(["item", "quantity"], body.parts.map(({ item, quantity }) => [[tell.thing(item)], [units(quantity, item, tell)]]), tell),
  };
}

function offer({ by, body }, tell) {
  const goods = body.vehicle === undefined;
  return {
    heading: tell.say(goods ? "offer.goods.heading" : "offer.vehicle.heading", { site: nameOf(body.site, tell) }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...(goods
        ? [fact(tell, "fact.item", tell.thing(body.item)), fact(tell, "fact.quantity", units(body.quantity, body.item, tell))]
        : [fact(tell, "fact.vehicle", tell.thing(body.vehicle))]),
      fact(tell, "fact.site", tell.thing(body.site)),
      fact(tell, "fact.until", tell.voice.time(body.until)),
    ],
  };
}

function policy({ by, body }, tell) {
  return {
    heading: tell.say("policy.heading", { to: body.to }),
    facts: [
      fact(tell, "fact.owner", tell.member(by)),
      fact(tell, "fact.holder", tell.member(body.to)),
      fact(tell, "fact.limit", tell.voice.number(body.limit)),
      fact(tell, "fact.floor", tell.voice.number(body.floor)),
      fact(tell, "fact.until", tell.voice.time(body.until)),
      ...(body.items.length ? [] : [fact(tell, "fact.items", tell.say("items.all"))]),
    ],
    table: body.items.length ? lines(["item"], body.items.map((id) => [[tell.thing(id)]]), tell) : null,
    warnings: [tell.say("policy.warning", { to: body.to })],
  };
}

function plan({ by, body }, tell) {
  const goods = body.lines.map((line) => [...lotRow(line, line.quantity, tell).slice(0, 2), [tell.thing(line.site)], [tell.thing(line.need)]]);
  return {
    heading: tell.say("plan.heading", { owner: by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.plan", printed(body.plan)),
      ...body.vehicles.map((one) => fact(tell, "fact.vehicle", promised(one, tell))),
    ],
    table: goods.length ? lines(["item", "quantity", "from", "need"], goods, tell) : null,
    warnings: [tell.say("plan.warning")],
  };
}

function promised({ vehicle: id, since, until }, tell) {
  return `${nameOf(id, tell)}: ${tell.voice.time(since)} – ${tell.voice.time(until)}`;
}
