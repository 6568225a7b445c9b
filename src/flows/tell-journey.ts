// Tells the journey of a sale: what was judged when it came in, with the codes of links and coupons as people
// know them, and who was credited. A partner reads its own touches by name and the others' without one.
// Example: carla's link c/piano on 1 May → credited; another affiliate's on 20 April → "not_last".
import { readLinksOfClicks } from "../affiliates/links-of-clicks.ts";
import type { Uuid } from "../base/id.ts";
import { WHOLE } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type CreditCorrection, listCorrections } from "../sales/credit-correction.ts";
import { type KeptTouch, readJourney, type SaleJourney } from "../sales/journey.ts";
import { readSales } from "../sales/read-sale.ts";

export interface ToldTouch extends KeptTouch {
  campaign: string | null;
}

export interface ToldJourney {
  sale: Uuid;
  product: Uuid;
  at: number;
  how: "named" | "judged" | "none";
  model: SaleJourney["model"] | null;
  windowDays: number | null;
  touches: ToldTouch[];
  credited: { party: Uuid; weight: number; rate: number; rule: string | null }[];
  /** What was put right of it since, oldest first: whom it is credited to by each. */
  corrections: Pick<CreditCorrection, "id" | "credited" | "reason" | "answeredAt">[];
}

/** Throws 404 for a sale that the transaction does not see. */
export async function tellJourney(tx: Tx, ws: number, id: Uuid): Promise<ToldJourney> {
  const sale = (await readSales(tx, ws, [id])).get(id);
  if (sale === undefined) {
    throw new Refusal(404, "not_found", "There is no such sale, or it is not yours to see.");
  }
  const { product, happenedAt, affiliate, side } = sale.facts;
  const kept = await readJourney(tx, ws, id);
  const rules = new Map(kept?.rules.map(({ party, rule }) => [party, rule]));
  const shares = side?.affiliates ?? (affiliate === null ? [] : [{ ...affiliate, weight: WHOLE }]);
  const corrections = await listCorrections(tx, ws, {
    ...{ sale: id, state: "posted", isFollowing: false, limit: 100 },
  });
  return {
    sale: id,
    product,
    at: happenedAt,
    how: kept !== null ? "judged" : affiliate === null ? "none" : "named",
    model: kept?.model ?? null,
    windowDays: kept?.windowDays ?? null,
    touches: await named(tx, ws, kept?.touches ?? []),
    credited: shares.map(({ party, weight, rate }) => {
      return { party, weight, rate, rule: rules.get(party) ?? null };
    }),
    corrections: corrections.reverse(),
  };
}

async function named(tx: Tx, ws: number, touches: readonly KeptTouch[]): Promise<ToldTouch[]> {
  const clicks = touches.filter((one) => one.by === "link").map((one) => one.id as Uuid);
  const links = await readLinksOfClicks(tx, ws, clicks);
  return touches.map((one) => {
    const link = one.by === "link" ? links.get(one.id as Uuid) : undefined;
    return { ...one, ...(link === undefined ? {} : { code: link.code }), campaign: link?.campaign ?? null };
  });
}
