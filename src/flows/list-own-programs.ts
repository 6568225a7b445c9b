// The programmes of a workspace as one of its parties sees them: those it is in, and those it could join,
// each with the rate that is, or would be, its own. Programmes by invitation only are told to those who are
// in. Reads in the party's own transaction. Example: listOwnPrograms(tx, partner, now) → piano at 40 %,
// approved.
import type { Affiliation } from "../affiliates/affiliation.ts";
import { kindOf, type RateBy } from "../affiliates/rates-now.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { type Bar, readBarred } from "../affiliates/read-barred.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { ruleFor } from "../engine/commission.ts";
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
  return found;
}
