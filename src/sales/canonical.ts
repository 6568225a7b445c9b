// The canonical facts of a sale or a reversal: what affects a party, in one fixed spelling, hashed into the
// journal. Never holds personal data, metadata or what was decided. Two deliveries are the same fact when
// these agree. The spelling is RFC 8785 JSON: keys in order, no spaces; docs/ledger-format.md shows one in
// full.
import { hash } from "node:crypto";
import type { SaleFacts } from "./facts.ts";

/** The canonical JSON of a sale. */
export function saleBody(facts: SaleFacts): string {
  const { affiliate } = facts;
  const paidAtSource = (facts.side?.paidAtSource ?? []).map(({ amount, party }) => ({ amount, party }));
  return JSON.stringify({
    affiliate: affiliate && {
      party: affiliate.party,
      rate: affiliate.rate,
      recruitedBy: affiliate.recruitedBy,
    },
    at: facts.happenedAt,
    charge: facts.charge,
    currency: facts.currency,
    externalId: facts.externalId,
    fees: facts.fees.map(({ amount, party }) => ({ amount, party })),
    offer: facts.offer,
    paid: facts.paid,
    paidAtSource,
    product: facts.product,
    shipping: facts.shipping,
    source: facts.source,
    tax: facts.tax,
  });
}

/** SHA-256 over `kind/1`, a line feed and the canonical JSON. */
export function bodyHash(kind: string, body: string): Buffer {
  return hash("sha256", `${kind}/1\n${body}`, "buffer");
}

/** The canonical JSON of anything whose keys are written in order already: refunds, disputes, late fees. */
export function factBody(facts: Record<string, string | number | boolean | null>): string {
  const sorted = Object.keys(facts)
    .sort()
    .map((key) => [key, facts[key]]);
  return JSON.stringify(Object.fromEntries(sorted));
}
