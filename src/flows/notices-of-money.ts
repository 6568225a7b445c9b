// What a statement, an adjustment and a balance below zero are to people: whom it is told, leading where.
// Example: statement.issued of bruno → "statement_issued", to the party, leading to the statement.
import { parsePublicId, publicId } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readAdjustment } from "../parties/adjustment.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import { readStatement } from "../statements/read-statements.ts";
import type { NameOf, Told } from "./deliver-notices.ts";

export async function ofStatement(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const id = parsePublicId("statement", event.subject);
  const found = event.type !== "statement.issued" || id === null ? null : await readStatement(tx, ws, id);
  if (found === null) return [];
  const { party, currency, closing, untilDay, document } = found;
  const facts = {
    ...{ partner: document.party.name, product: null, given: [{ currency, amount: closing }] },
    ...{ day: untilDay, of: publicId("party", party) },
  };
  const told = { to: "party" as const, kind: "statement_issued" as const, actor: event.actor };
  return [{ ...told, party, leadsTo: event.subject, facts }];
}

export async function ofAdjustment(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  nameOf: NameOf,
): Promise<Told[]> {
  const id = parsePublicId("adjustment", event.subject);
  const found = event.type !== "adjustment.posted" || id === null ? null : await readAdjustment(tx, ws, id);
  if (found === null) return [];
  const { party, currency, amount, reason } = found;
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const facts = {
    ...{ partner, product: null, by: nameOf(event.actor), side: "producer" as const, message: reason },
    ...{ given: [{ currency, amount }], of: publicId("party", party) },
  };
  const told = { to: "party" as const, kind: "adjustment_posted" as const, actor: event.actor };
  return [{ ...told, party, leadsTo: event.subject, facts }];
}

export async function ofBalance(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const payload = event.payload as { currency?: unknown; owed?: unknown };
  const party = parsePublicId("party", event.subject);
  if (event.type !== "balance.negative" || party === null) return [];
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const given = [{ currency: String(payload.currency), amount: Number(payload.owed) }];
  const facts = { partner, product: null, given, of: event.subject };
  return (["party", "producer"] as const).map((to) => ({
    ...{ to, party, kind: "balance_negative" as const, leadsTo: event.subject, facts, actor: event.actor },
  }));
}
