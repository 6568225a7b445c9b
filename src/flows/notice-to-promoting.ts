// What other fees of a product take from its affiliates, and from when they may: what lowers the base of a
// commission begins three days after it was set, as a lower rate does, and whoever promotes the product is
// told. Reads only; call with the terms locked.
// Example: affiliates on the gross, to be on the net, asked for on May 1 → ["affiliate_base"], from May 4.
import { listPromoting } from "../affiliates/read-promoting.ts";
import { NOTICE_MS } from "../affiliates/worse-rules.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { lowersCommission, type Promised } from "../contracts/promised-fees.ts";
import type { Tx } from "../db/transaction.ts";
import { readBody, readProductTerms, termsAt } from "../products/product-terms.ts";

/** Empty where nobody promotes it, or nobody could earn less. */
export async function whatAffiliatesLose(
  tx: Tx,
  ws: number,
  product: Uuid,
  body: object,
  from: number,
): Promise<Promised[]> {
  const versions = (await readProductTerms(tx, ws, [product])).get(product) ?? [];
  const lowered = lowersCommission(termsAt(versions, from).body, readBody(body));
  const isPromoted = lowered.length > 0 && (await listPromoting(tx, ws, product)).length > 0;
  return isPromoted ? lowered : [];
}

/** The start as stated, or as soon as it may. Throws 422 `notice_needed` for one that is too early. */
export function startAfterNotice(stated: number | undefined, now: number): number {
  const earliest = now + NOTICE_MS;
  if (stated === undefined || stated >= earliest) return stated ?? earliest;
  const at = new Date(earliest).toISOString();
  const message = `is too early: affiliates would earn less by it and are told three days before. It may begin on ${at}`;
  throw new Refusal(422, "notice_needed", `This start ${message}.`, {
    details: [{ path: "starts", code: "notice_needed", message }],
    facts: { earliest: at },
  });
}
