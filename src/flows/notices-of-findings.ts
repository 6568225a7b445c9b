// What held commissions are to people: the affiliate is told that a commission is held and for what kind of
// reason, never by which evidence, or with the reason of the person who holds it, and later how it was
// decided; the team, that somebody waits for it. Those of one affiliate and product that were found together
// are told as one.
// Example: forty sales of dora held within a minute → one notice "40 commissions …", in the sum of each
// currency.
import { sumMinor } from "../base/amount.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { aboutOf } from "../findings/finding.ts";
import type { InCurrency, NoticeFacts } from "../notices/notice.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { NameOf, Told } from "./deliver-notices.ts";

interface Found {
  sale: string;
  party: string;
  product: string;
  rules: readonly string[];
  currency: string;
  amount: number;
  taken: number | null;
  /** Of a decision, or of a hold by hand. */
  reason?: string;
}

const found = ({ payload }: HappenedEvent) => payload as unknown as Found;

export async function noticesOfFindings(
  tx: Tx,
  ws: number,
  events: readonly HappenedEvent[],
  nameOf: NameOf,
): Promise<Told[]> {
  const held = events.filter((event) => event.type === "finding.held");
  const told: Told[] = [];
  for (const [, group] of Map.groupBy(held, togetherBy)) {
    told.push(...(await ofHeld(tx, ws, group, nameOf)));
  }
  for (const event of events) {
    if (event.type === "finding.released" || event.type === "finding.taken_back") {
      told.push(...(await ofDecision(tx, ws, event, nameOf)));
    }
  }
  return told;
}

function togetherBy(event: HappenedEvent): string {
  const { party, product, reason } = found(event);
  return `${party} ${product} ${reason === undefined ? "" : `${event.actor} ${reason}`}`;
}

async function ofHeld(tx: Tx, ws: number, events: readonly HappenedEvent[], nameOf: NameOf): Promise<Told[]> {
  const [first] = events;
  if (first === undefined) return [];
  const named = await nameThose(tx, ws, found(first));
  if (named === null) return [];
  const given = sumsOf(events.map(found));
  const about = aboutOf(events.flatMap((event) => found(event).rules));
  const { reason } = found(first);
  const byHand: Partial<NoticeFacts> =
    reason === undefined ? {} : { message: reason, by: nameOf(first.actor), side: "producer" };
  const facts: NoticeFacts = { ...named.facts, given, sales: events.length, about, ...byHand };
  const base = { party: named.party, kind: "commission_held" as const, facts, actor: first.actor };
  const isOne = events.length === 1;
  return [
    { ...base, to: "party", leadsTo: isOne ? found(first).sale : null },
    { ...base, to: "producer", leadsTo: isOne ? first.subject : null },
  ];
}

async function ofDecision(tx: Tx, ws: number, event: HappenedEvent, nameOf: NameOf): Promise<Told[]> {
  const { amount, taken, currency, reason, sale } = found(event);
  const named = await nameThose(tx, ws, found(event));
  if (named === null) return [];
  const decision = event.type.slice("finding.".length);
  const facts: NoticeFacts = {
    ...{ ...named.facts, decision, message: reason ?? "", by: nameOf(event.actor), side: "producer" },
    given: [{ currency, amount: taken ?? amount }],
  };
  const { party } = named;
  return [{ to: "party", party, kind: "commission_decided", leadsTo: sale, facts, actor: event.actor }];
}

async function nameThose(tx: Tx, ws: number, of: Found): Promise<{ party: Uuid; facts: NoticeFacts } | null> {
  const party = parsePublicId("party", of.party);
  const product = parsePublicId("product", of.product);
  if (party === null || product === null) return null;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  return { party, facts: { partner: names.party(party), product: names.product(product) } };
}

function sumsOf(those: readonly Found[]): InCurrency[] {
  return [...Map.groupBy(those, (one) => one.currency)].map(([currency, list]) => ({
    ...{ currency, amount: sumMinor(list.map((one) => one.amount)), sales: list.length },
  }));
}
