// From the body of a request to what the caller says of a sale: defaults filled in, names still as they were
// said.
// Example: { externalId: "s-1", product, currency: "USD", paid: 10000 } → tax 0, shipping 0, no fees, source
// "api".
import type { SaleClaim } from "../../flows/resolve-sale.ts";
import type { SideFacts } from "../../sales/facts.ts";
import type { NewSale } from "../../wire/sale.ts";
import { DoorAnswer } from "../problem.ts";

/** The source of what is reported through this API, unless the caller says another. */
export const API_SOURCE = "api";

/**
 * The external id, or the Idempotency-Key in its place; a 400 when there is neither: a retry must not record
 * twice.
 */
export function externalIdOf(body: { externalId?: string | undefined }, key: string | null): string {
  const id = body.externalId ?? key;
  if (id !== null) return id;
  const message = "is missing: send it, or an Idempotency-Key, so that a retry is not recorded twice";
  throw new DoorAnswer(400, "invalid_request", `externalId ${message}.`, {
    errors: [{ path: "externalId", code: "missing", message }],
  });
}

/** Amounts and names as a sale and a preview share them. */
type Amounts = Pick<
  NewSale,
  "product" | "at" | "currency" | "paid" | "tax" | "shipping" | "fees" | "affiliate" | "affiliates"
>;

export function claimOf(body: Amounts, externalId: string, now: number): SaleClaim {
  return {
    source: API_SOURCE,
    externalId,
    product: body.product,
    offer: null,
    happenedAt: body.at ?? now,
    happenedAtStated: body.at !== undefined,
    currency: body.currency,
    paid: body.paid,
    tax: body.tax ?? 0,
    shipping: body.shipping ?? 0,
    fees: body.fees ?? [],
    affiliate: body.affiliate ?? null,
    ...(body.affiliates === undefined ? {} : { affiliates: body.affiliates }),
    charge: null,
    side: null,
    metadata: null,
    buyer: null,
  };
}

export function saleClaimOf(body: NewSale, externalId: string, now: number): SaleClaim {
  const { buyer } = body;
  return {
    ...claimOf(body, externalId, now),
    source: body.source ?? API_SOURCE,
    offer: body.offer ?? null,
    charge: body.charge ?? null,
    side: sideOf(body),
    metadata: body.metadata ?? null,
    buyer: buyer
      ? {
          email: buyer.email ?? null,
          name: buyer.name ?? null,
          reference: buyer.reference ?? null,
          ...(buyer.fingerprint === undefined ? {} : { fingerprint: buyer.fingerprint }),
        }
      : null,
  };
}

function sideOf(body: NewSale): SideFacts | null {
  const { paymentMethod, country, subscription, clickId, visitorId, lead } = body;
  const codes = [...new Set([body.coupon ?? [], body.coupons ?? []].flat())];
  const coupon = codes[0];
  const side: SideFacts = {
    ...(paymentMethod === undefined ? {} : { paymentMethod }),
    ...(clickId === undefined ? {} : { clickId }),
    ...(visitorId === undefined ? {} : { visitorId }),
    ...(lead === undefined ? {} : { lead }),
    ...(coupon === undefined ? {} : { coupon }),
    ...(codes.length < 2 ? {} : { coupons: codes }),
    ...(country === undefined ? {} : { country }),
    ...(subscription === undefined ? {} : { subscription }),
  };
  return Object.keys(side).length === 0 ? null : side;
}
