// The public page of a programme: what is sold at which price, what an affiliate earns of it, worked out on
// the real price by the engine, and the rules as they are enforced. Nobody's name but the business's and the
// product's; no figure of what was sold. Reads only.
// Example: 97.00 BRL, 30 % of the net after a platform fee of 9.9 % → 26.22 BRL.

import { findInvitation } from "../affiliates/invitation.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import { assert } from "../base/refusal.ts";
import { plansOf } from "../contracts/plans.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type CommissionRule, ruleFor } from "../engine/commission.ts";
import { compilePlan } from "../engine/compile-plan.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { Offer } from "../products/product.ts";
import { readOffersOf, readProduct } from "../products/read-products.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { openPage, recruiterOf } from "./join-program.ts";
import { nextRateOf, readShownProgram, type ShownProgram } from "./show-program.ts";
import { splitExample } from "./work-example.ts";

export interface ProgramPage extends ShownProgram {
  product: string;
  business: string;
  timeZone: string;
  base: "net" | "gross";
  nextRate: { rate: Ppm; starts: number } | null;
  offers: { offer: Offer; rate: Ppm; example: { fees: number; base: number; commission: number } }[];
  isByManager: boolean;
  /** The address of the invitation whose link was followed. */
  invitedAs: string | null;
  hasOwnRate: boolean;
}

/** Throws 404 `no_such_page`. */
export async function showProgramPage(
  app: App,
  { slug, by, invited }: { slug: string; by?: string | undefined; invited?: string | undefined },
): Promise<ProgramPage> {
  const { ws, product } = await openPage(app, slug);
  const now = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const shown = await readShownProgram(tx, ws, product, now);
    const sold = await readProduct(tx, ws, product);
    assert(shown !== null && sold !== null, `the page ${slug} leads to no programme`);
    const { name: business, timeZone } = await readWorkspace(tx, ws);
    const invitation = invited === undefined ? null : await findInvitation(tx, ws, product, invited, now);
    const commission = withOwnRate(shown.commission, invitation?.rate ?? null, now);
    const { base, offers } = await exampleOf(tx, ws, product, { ...shown, commission }, now);
    return {
      ...{ ...shown, rate: invitation?.rate ?? shown.rate },
      ...{ product: sold.name, business, timeZone, base, offers },
      nextRate: nextRateOf(commission, "", now),
      isByManager: (await recruiterOf(app, tx, ws, product, by)) !== null,
      invitedAs: invitation?.email ?? null,
      hasOwnRate: invitation !== null && invitation.rate !== null,
    };
  });
}

/** Who is invited at a rate reads that one: it begins with them. */
function withOwnRate(rules: readonly CommissionRule[], rate: Ppm | null, now: number): CommissionRule[] {
  if (rate === null) return [...rules];
  return [...rules, { id: "", party: "", offer: null, rate, from: instant(now), until: null }];
}

/** Each offer on sale with what a sale of it would give an affiliate today. */
async function exampleOf(tx: Tx, ws: number, product: Uuid, { commission }: ShownProgram, now: number) {
  const interval = (await plansOf(tx, ws, product)).find((one) => now < one.until);
  const read = interval && readPlan(interval.plan, { checkCap: false });
  assert(read?.ok === true, `product ${product} has no plan`);
  const compiled = compilePlan(read.plan);
  const { base } = read.plan.affiliate;
  const onSale = (await readOffersOf(tx, ws, [product])).get(product) ?? [];
  const offers = onSale.flatMap((offer) => {
    if (offer.status !== "active") return [];
    const rule = ruleFor(commission, { party: "", offer: offer.id, at: instant(now) });
    if (rule === null) return [];
    const some = { party: "", rate: rule.rate, recruitedBy: null };
    const { lines } = splitExample(compiled, now, offer, some);
    const sumOf = (role: string) =>
      lines.filter((line) => line.role === role).reduce((sum, line) => sum + line.amount, 0);
    const isShared = read.plan.platformFee?.bearer === "shared";
    const fees = isShared ? sumOf("platform_fee") : 0;
    const of = base === "gross" ? offer.price : offer.price - fees;
    return [{ offer, rate: rule.rate, example: { fees, base: of, commission: sumOf("affiliate") } }];
  });
  return { base, offers };
}
