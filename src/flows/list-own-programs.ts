// The programmes of a workspace as one of its parties sees them: those it is in, what it promotes without
// one, and those it could join, each with the rate that is, or would be, its own. Programmes by invitation
// only are told to those who are in. Reads in the party's own transaction. Example: listOwnPrograms(tx,
// partner, now) → piano at 40 %, approved.
import type { Affiliation } from "../affiliates/affiliation.ts";
import { kindOf, nextRate, type RateBy, rateNow } from "../affiliates/rates-now.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { type Bar, readBarred } from "../affiliates/read-barred.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { ruleFor } from "../engine/commission.ts";
import { DEFAULTS } from "./credit-rules.ts";
import { nextRateOf, readShownProgram, type ShownProgram } from "./show-program.ts";

export interface OwnProgram {
  product: Uuid;
  shown: ShownProgram;
  affiliation: Affiliation | null;
  rate: Ppm | null;
  rateBy: RateBy | null;
  nextRate: { rate: Ppm; starts: number } | null;
  bar: Bar | null;
}

const MOST = 500;

export async function listOwnPrograms(
  tx: Tx,
  { ws, party }: { ws: number; party: Uuid },
  now: number,
): Promise<OwnProgram[]> {
  const own = (await listAffiliations(tx, ws, { party, limit: MOST })).filter((one) => one.party === party);
  const rows = await tx
    .selectFrom("affiliate_program as g")
    .innerJoin("product as p", (on) => on.onRef("p.ws", "=", "g.ws").onRef("p.id", "=", "g.product"))
    .select(["g.product", "g.state", "g.access", "p.status", "p.name"])
    .where("g.ws", "=", ws)
    .orderBy("p.name")
    .limit(MOST)
    .execute();
  const found: OwnProgram[] = [];
  for (const { product: id, state, access, status } of rows) {
    const product = id as Uuid;
    const affiliation = own.find((one) => one.product === product) ?? null;
    const isOffered = state === "open" && access !== "invitation" && status === "active";
    if (affiliation === null && !isOffered) continue;
    const shown = await readShownProgram(tx, ws, product, now);
    if (shown === null) continue;
    const rule = ruleFor(shown.commission, { party, offer: null, at: instant(now) });
    const bar = (await readBarred(tx, ws, product, [party], now)).get(party) ?? null;
    found.push({
      ...{ product, shown, affiliation, bar },
      rate: rule?.rate ?? affiliation?.rate ?? null,
      rateBy: rule === null ? null : kindOf(rule),
      nextRate: nextRateOf(shown.commission, party, now),
    });
  }
  const others = own.filter((one) => !rows.some((row) => row.product === one.product));
  for (const one of others) found.push(await withoutProgram(tx, ws, one, now));
  return found;
}

/** What a party promotes where there is no programme: its own rate, and the rules that hold then. */
async function withoutProgram(
  tx: Tx,
  ws: number,
  affiliation: Affiliation,
  now: number,
): Promise<OwnProgram> {
  const { product, party, createdAt } = affiliation;
  const commission = await readCommissionRules(tx, ws, product);
  const { rate, by } = rateNow(commission, affiliation, null, now);
  const closed = { state: "closed", access: "invitation", slug: "", about: "" } as const;
  const head = { ...closed, product, version: 1, createdAt };
  const rules = { ...DEFAULTS, version: 1, starts: createdAt.getTime() };
  return {
    ...{ product, affiliation, rate, rateBy: by },
    shown: { head, rules, next: null, terms: null, commission, rate: null },
    nextRate: nextRate(commission, affiliation, now),
    bar: (await readBarred(tx, ws, product, [party], now)).get(party) ?? null,
  };
}
