// What an opening balance and a data grant are to people: whom it is told, as what, leading where.
// Example: opening.told of 412.50 USD → "opening_told", to the party, leading to its requests.
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { NoticeKind, Side } from "../notices/notice.ts";
import { readOpening } from "../parties/opening-balance.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { NameOf, Told } from "./deliver-notices.ts";

const OF_OPENING: Readonly<Record<string, { kind: NoticeKind; to: Side }>> = {
  "opening.told": { kind: "opening_told", to: "party" },
  "opening.withdrawn": { kind: "opening_withdrawn", to: "party" },
  "opening.confirmed": { kind: "opening_confirmed", to: "producer" },
  "opening.objected": { kind: "opening_objected", to: "producer" },
};

const OF_DATA: Readonly<Record<string, NoticeKind>> = {
  "data.shared": "data_shared",
  "data.withdrawn": "data_ended",
};

export async function ofOpening(tx: Tx, ws: number, event: HappenedEvent, nameOf: NameOf): Promise<Told[]> {
  const rule = OF_OPENING[event.type];
  const id = parsePublicId("opening", event.subject);
  const opening = rule === undefined || id === null ? null : await readOpening(tx, ws, id);
  if (rule === undefined || opening === null) return [];
  const { party, currency, amount, asOf, note, answer } = opening;
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const isFromParty = rule.to === "producer";
  const by = nameOf(event.actor) ?? (isFromParty ? partner : null);
  const facts = {
    ...{ partner, product: null, by, side: isFromParty ? ("party" as const) : ("producer" as const) },
    ...{ given: [{ currency, amount }], day: asOf, message: isFromParty ? answer : note },
    of: publicId("party", party),
  };
  return [{ ...rule, party, leadsTo: event.subject, facts, actor: event.actor }];
}

export async function ofData(tx: Tx, ws: number, event: HappenedEvent, nameOf: NameOf): Promise<Told[]> {
  const kind = OF_DATA[event.type];
  const payload = event.payload as Record<string, unknown>;
  const party = parsePublicId("party", String(payload.party));
  const product = parsePublicId("product", String(payload.product));
  if (kind === undefined || party === null || product === null) return [];
  const by = nameOf(event.actor);
  const day = typeof payload.until === "string" ? { day: payload.until } : {};
  const told = await tellGrant(tx, ws, { party, product, kind, actor: event.actor, by });
  const message = typeof payload.purpose === "string" ? payload.purpose : "";
  return [{ ...told, to: "party", facts: { ...told.facts, ...day, message } }];
}

interface GrantTold {
  party: Uuid;
  product: Uuid;
  kind: NoticeKind;
  actor: string;
  /** Null: its last day is over. */
  by: string | null;
}

export async function tellGrant(tx: Tx, ws: number, one: GrantTold): Promise<Omit<Told, "to">> {
  const { party, product, kind, actor, by } = one;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  const facts = {
    ...{ partner: names.party(party), product: names.product(product), by },
    side: by === null ? null : ("producer" as const),
  };
  return { party, kind, leadsTo: publicId("product", product), facts, actor };
}
