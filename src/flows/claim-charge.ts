// From the composed sales of a charge to claims as every door makes them: products, affiliates and paid
// parties by our names. Refuses (422) what nobody mapped, naming all of it, so that the charge is parked
// whole and never in part.
// Example: prod_Nv2 that nobody mapped → unknown_product, "Nobody mapped prod_Nv2 (Piano in 30 days)."
import { resolveAffiliate } from "../affiliates/resolve-affiliate.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import type { SideFacts } from "../sales/facts.ts";
import type { Note, SaleMessage } from "../sources/message.ts";
import type { AffiliateSaid } from "./name-affiliates.ts";
import { type NamedProduct, nameChargeProducts } from "./name-charge-products.ts";
import { namePaidParties } from "./name-paid-parties.ts";
import type { SaleClaim } from "./resolve-sale.ts";

export interface Claimed {
  claim: SaleClaim;
  message: SaleMessage;
  notes: readonly Note[];
}

export async function claimCharge(tx: Tx, ws: number, sales: readonly SaleMessage[]): Promise<Claimed[]> {
  const products = await nameChargeProducts(tx, ws, sales);
  const claims: Claimed[] = [];
  for (const [index, message] of sales.entries()) {
    const { ref, product } = products[index] as NamedProduct;
    const affiliate = await nameAffiliate(tx, ws, product, message);
    const { paid, notes } = await namePaidParties(tx, ws, message, product, affiliate?.party ?? null);
    const side = sideOf(message, paid);
    claims.push({ claim: claimOf(message, ref, affiliate?.said ?? null, side), message, notes });
  }
  return claims;
}

async function nameAffiliate(
  tx: Tx,
  ws: number,
  product: Uuid,
  { affiliate }: SaleMessage,
): Promise<{ said: AffiliateSaid; party: Uuid | null } | null> {
  if (affiliate === null) return null;
  const known = await findParty(tx, ws, { ref: affiliate.ref });
  if (known !== null) return { said: { party: known.id }, party: known.id };
  try {
    const resolved = await resolveAffiliate(tx, ws, product, { by: { code: affiliate.ref } });
    return { said: { code: affiliate.ref }, party: resolved.party };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const name = affiliate.name === null ? "" : ` (${affiliate.name})`;
    throw new Refusal(422, error.code, `Nobody here is the affiliate ${affiliate.ref}${name}.`);
  }
}

function claimOf(
  message: SaleMessage,
  ref: string,
  affiliate: AffiliateSaid | null,
  side: SideFacts,
): SaleClaim {
  const { source, externalId, at, currency, paid, tax, shipping, chargeId, buyer, metadata } = message;
  return {
    ...{ source, externalId, currency, paid, tax, shipping, affiliate, side },
    product: { ref },
    offer: null,
    happenedAt: at,
    happenedAtStated: true,
    fees: (message.fees ?? []).map(({ party, amount }) => ({ party: { ref: party }, amount })),
    charge: chargeId,
    metadata: Object.keys(metadata).length === 0 ? null : metadata,
    buyer: buyer === null ? null : { email: buyer.email, name: buyer.name, reference: buyer.reference },
  };
}

function sideOf(message: SaleMessage, paidAtSource: SideFacts["paidAtSource"] & object): SideFacts {
  const { subscription, paymentMethod, coupon, buyer } = message;
  const reported = message.reported.map(({ role, name, ref, amount, currency }) => {
    return { role, name: name ?? ref ?? "", amount, currency };
  });
  return {
    ...(paidAtSource.length > 0 ? { paidAtSource } : {}),
    ...(reported.length > 0 ? { reported } : {}),
    ...(subscription ? { subscription: { ref: subscription.ref, charge: subscription.charge ?? 0 } } : {}),
    ...(paymentMethod === null ? {} : { paymentMethod }),
    ...(coupon === null ? {} : { coupon }),
    ...(buyer?.country ? { country: buyer.country } : {}),
  };
}
