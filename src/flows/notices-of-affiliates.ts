// What events of programmes and affiliations are to people: the producer and the manager are told of
// applicants, affiliates of what was decided about them, of other rates, rules and terms, and what was
// written to them. Example: commission.set, a cut to 25 % → "affiliate_rate" to carla, from the day it
// begins.
import { listCirculars } from "../affiliates/circulars.ts";
import { listPromoting } from "../affiliates/read-promoting.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { NoticeFacts } from "../notices/notice.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { NameOf, Told } from "./deliver-notices.ts";
import { noticesOfRate } from "./notices-of-rates.ts";

const DECIDED = ["approved", "refused", "blocked", "unblocked", "suspended", "resumed", "ended"];

export async function noticesOfAffiliates(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  nameOf: NameOf,
): Promise<Told[]> {
  const payload = (event.payload ?? {}) as Record<string, unknown>;
  const [room, what = ""] = event.type.split(".");
  if (room === "affiliation") return await ofAffiliation(tx, ws, event, what, payload, nameOf);
  if (room === "commission") return await noticesOfRate(tx, ws, event, payload);
  if (event.type === "affiliate.written_to") return await ofCircular(tx, ws, event, payload);
  if (event.type === "program.changed" && typeof payload.starts === "string") {
    const facts = { starts: Date.parse(payload.starts) };
    return await toAll(tx, ws, event, { kind: "affiliate_rules", facts });
  }
  if (event.type === "product.terms_changed" && payload.affiliates !== undefined) {
    const facts = { starts: Date.parse(String(payload.starts)), decision: "fees" };
    return await toAll(tx, ws, event, { kind: "affiliate_rules", facts });
  }
  if (event.type === "program.terms_changed")
    return await toAll(tx, ws, event, { kind: "affiliate_terms", facts: {} });
  if (event.type === "program.terms_reminded") {
    const facts = { decision: "reminder" };
    const without = typeof payload.version === "number" ? payload.version : undefined;
    return await toAll(tx, ws, event, { kind: "affiliate_terms", facts, without });
  }
  return [];
}

async function ofAffiliation(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  what: string,
  payload: Record<string, unknown>,
  nameOf: NameOf,
): Promise<Told[]> {
  const party = idOf("party", payload.party);
  const product = idOf("product", payload.product);
  if (party === null || product === null) return [];
  const manager = idOf("party", payload.recruitedBy);
  const names = await readNames(tx, ws, { parties: [party, manager], products: [product] });
  const by = nameOf(event.actor);
  const facts = { partner: names.party(party), product: names.product(product), by };
  const base = { leadsTo: String(payload.product), actor: event.actor };
  const message = typeof payload.reason === "string" ? payload.reason : "";
  if (what === "requested") {
    const told = { ...base, kind: "affiliate_applied" as const };
    const asked = { ...facts, side: "party" as const, decision: String(payload.state) };
    const toManager =
      manager === null ? [] : [{ ...told, to: "party" as const, party: manager, facts: asked }];
    return [{ ...told, to: "producer", party, facts: asked }, ...toManager];
  }
  if (what === "handed_over") {
    const told = { ...base, kind: "affiliate_handed_over" as const, to: "party" as const };
    const next = manager === null ? "" : names.party(manager);
    const said = { ...facts, side: "producer" as const, message, manager: next };
    const former = idOf("party", payload.from);
    const others = [manager, former].filter((one) => one !== null);
    return [party, ...others].map((one) => ({ ...told, party: one, facts: said }));
  }
  if (!DECIDED.includes(what)) return [];
  const side = payload.side === "party" ? ("party" as const) : ("producer" as const);
  const said = { ...facts, side, decision: what, message };
  return [{ ...base, to: "party", party, kind: "affiliate_decided", facts: said }];
}

async function ofCircular(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  payload: Record<string, unknown>,
): Promise<Told[]> {
  const id = idOf("circular", payload.circular);
  const sent = id === null ? undefined : (await listCirculars(tx, ws, { id, limit: 1 }))[0];
  if (sent === undefined) return [];
  const { product, recipients, subject, text, byName } = sent;
  const names = await readNames(tx, ws, { parties: recipients, products: [product] });
  return recipients.map((party) => ({
    ...{ to: "party", party, kind: "affiliate_message", leadsTo: event.subject, actor: event.actor },
    facts: {
      ...{ partner: names.party(party), product: names.product(product), by: byName },
      ...{ side: "producer", subject, message: text },
    },
  }));
}

interface ToAll {
  kind: "affiliate_rules" | "affiliate_terms";
  facts: Partial<NoticeFacts>;
  /** Only who has not accepted this version of the terms of use. */
  without?: number | undefined;
}

async function toAll(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  { kind, facts, without }: ToAll,
): Promise<Told[]> {
  const product = idOf("product", event.subject);
  if (product === null) return [];
  const parties = await listPromoting(tx, ws, product, without);
  const names = await readNames(tx, ws, { parties, products: [product] });
  return parties.map((party) => ({
    ...{ to: "party", party, kind, leadsTo: event.subject, actor: event.actor },
    facts: { partner: names.party(party), product: names.product(product), by: null, side: null, ...facts },
  }));
}

function idOf(prefix: string, value: unknown): Uuid | null {
  return typeof value === "string" ? parsePublicId(prefix, value) : null;
}
