// Sales on the network: facts as a source reports them come in; the sale with its lines, and what was taken
// back, goes out. The external id is the key, for ever: the same id with the same facts is the same sale,
// with others a 409.
// Example: { "externalId": "s-1", "product": { "externalId": "piano" }, "currency": "USD", "paid": 10000,
//   "fees": [{ "party": { "ref": "stripe" }, "amount": 320 }], "affiliate": { "code": "CARLA" } }.
import { z } from "zod";
import { dispute } from "./dispute.ts";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut } from "./metadata.ts";
import { amountIn, amountOut, currencyIn, currencyOut, rateOut } from "./money.ts";
import { namedOffer, namedParty, namedProduct, partyIn, productIn, sourceName } from "./named.ts";
import { emailIn as email } from "./person.ts";
import { problemError } from "./problem.ts";
import { refund } from "./refund.ts";
import { affiliateIn, affiliatesIn, namesOneWay, TWO_WAYS } from "./sale-affiliates.ts";
import { countryIn } from "./workspace.ts";

export const feeIn = z.strictObject({
  party: partyIn.meta({ description: "A `ref` that nobody has makes a processor of that name, once." }),
  amount: amountIn(),
});

/** Amounts of a sale, also of one that is only previewed. */
export const saleAmounts = {
  currency: currencyIn,
  paid: amountIn().meta({ description: "What the buyer paid, tax and shipping included." }),
  tax: amountIn().optional(),
  shipping: amountIn().optional(),
  fees: z.array(feeIn).max(20).optional().meta({ description: "Processor fees as they were reported." }),
  affiliate: affiliateIn.optional(),
  affiliates: affiliatesIn.optional(),
};

/** At the path of `tax`: what leaves first cannot be more than what was paid. */
export function fitsInPaid(sale: {
  paid: number;
  tax?: number | undefined;
  shipping?: number | undefined;
}): boolean {
  // What is wrong with `paid` itself is said there.
  return !(sale.paid >= 0) || (sale.tax ?? 0) + (sale.shipping ?? 0) <= sale.paid;
}

export const TOO_MUCH_TAX = { message: "tax and shipping must not be more than paid", path: ["tax"] };

/** Names that only a connected source may use. */
const CONNECTED = new Set(["stripe", "hotmart"]);

const short = z.string().min(1).max(100);

export const newSale = z
  .strictObject({
    externalId: externalId.optional().meta({ description: "Left out: the Idempotency-Key of the request." }),
    source: sourceName
      .refine((name) => !CONNECTED.has(name), "is the name of a platform that reports by itself")
      .optional()
      .meta({ description: "Who reports it; api when left out.", examples: ["api"] }),
    product: productIn,
    offer: z.union([idIn("offer"), z.strictObject({ externalId })]).optional(),
    at: instantIn.optional().meta({ description: "When it was paid; now when left out." }),
    ...saleAmounts,
    buyer: z
      .strictObject({
        email: email.optional(),
        name: z.string().min(1).max(200).optional(),
        reference: z.string().min(1).max(255).optional(),
        fingerprint: z.string().min(1).max(255).optional().meta({
          description: "Of the card or account, as the shop or its provider calls it: finds own purchases.",
        }),
      })
      .optional(),
    clickId: z.string().min(1).max(100).optional().meta({
      description: "`partage_click` of the link that was followed. Where no affiliate is named it finds one.",
    }),
    visitorId: z.string().min(1).max(100).optional().meta({ description: "Of the first-party cookie." }),
    lead: externalId.optional().meta({ description: "Of a lead that was told before." }),
    charge: externalId.optional().meta({ description: "What several products of one charge share." }),
    paymentMethod: short.optional(),
    coupon: short.optional().meta({ description: "Its code. One of an affiliate credits the affiliate." }),
    coupons: z.array(short).min(1).max(5).optional().meta({ description: "Where several were used." }),
    country: countryIn.optional(),
    subscription: z
      .strictObject({ ref: externalId, charge: z.int().min(1).max(100_000) })
      .optional()
      .meta({ description: "Which subscription, and its how manieth charge." }),
    metadata: metadata.optional(),
  })
  .refine(fitsInPaid, TOO_MUCH_TAX)
  .refine(namesOneWay, TWO_WAYS)
  .meta({ id: "NewSale" });

export type NewSale = z.output<typeof newSale>;

export const role = z
  .enum([
    "producer",
    "coproducer",
    "manager",
    "recoup",
    "advance",
    "affiliate",
    "platform_fee",
    "processor_fee",
    "tax",
    "minimum",
    "milestone",
  ])
  .meta({ id: "AllocationRole" });

export const saleState = z
  .enum(["paid", "partly_refunded", "refunded", "disputed"])
  .meta({ id: "SaleState", description: "`disputed` while a dispute is open." });

const shape = {
  id: idOut("sale"),
  seq: z.int().meta({ description: "Its entry in the ledger." }),
  source: z.string(),
  externalId: z.string(),
  product: namedProduct,
  offer: namedOffer.nullable(),
  at: instantOut,
  currency: currencyOut,
  paid: amountOut,
  tax: amountOut,
  shipping: amountOut,
  fees: z.array(z.object({ party: namedParty, amount: amountOut })),
  affiliate: z
    .object({ party: namedParty, rate: rateOut, recruitedBy: namedParty.nullable() })
    .nullable()
    .meta({ description: "The first of them where several share the commission." }),
  affiliates: z
    .array(
      z.object({ party: namedParty, rate: rateOut, recruitedBy: namedParty.nullable(), weight: rateOut }),
    )
    .optional()
    .meta({ description: "Only where several share the commission: all of them." }),
  buyer: z
    .object({ email: z.string().nullable(), name: z.string().nullable(), reference: z.string().nullable() })
    .nullable(),
  charge: z.string().nullable(),
  state: saleState,
  refunded: amountOut.meta({ description: "Of what was paid: refunded, or lost in disputes." }),
  disputed: amountOut.meta({ description: "Of what was paid: in open disputes." }),
  metadata: metadataOut,
  earningsHidden: z.boolean().optional().meta({
    description:
      "True where the role of the caller sees no earnings: fees, affiliate and lines are left out.",
  }),
};

/** As a list shows it. */
/** What the party that the list is narrowed to got of it. */
const part = z.object({
  given: amountOut,
  taken: amountOut.meta({ description: "Given back of it since, on whatever day." }),
});

export const sale = z
  .object({
    ...shape,
    part: part
      .optional()
      .meta({ description: "In a list by `party`, for who may see earnings: what that party got of it." }),
  })
  .meta({ id: "Sale" });

export const saleLine = z
  .object({
    party: namedParty,
    role,
    contract: idOut("contract").nullable(),
    amount: amountOut.meta({ description: "As it was split." }),
    reversed: amountOut.meta({ description: "Given back since." }),
    reserved: amountOut.meta({ description: "In reserve for open disputes." }),
    paidAtSource: amountOut.meta({
      description: "What the source itself pays the party: never payable here.",
    }),
  })
  .meta({ id: "SaleLine" });

/** One sale with everything that became of it. */
export const saleDetail = z
  .object({
    ...shape,
    recordedAt: instantOut,
    availableOn: z.iso.date().meta({ description: "The day it may be paid out." }),
    plan: z.string().meta({ description: "SHA-256 of the plan it was split by." }),
    abated: z.boolean().meta({ description: "True where partners' shares were scaled down to fit." }),
    lines: z.array(saleLine),
    refunds: z.array(refund),
    disputes: z.array(dispute),
    responsibilities: z
      .record(z.string(), namedParty)
      .meta({ description: "Who answers for delivery, support, marketing and tax of the product." }),
    reported: z
      .array(z.object({ role: z.string(), name: z.string(), amount: amountOut, currency: currencyOut }))
      .meta({ description: "What the source itself reported as commissions." }),
    deliveries: z
      .array(
        z.object({ id: idOut("delivery"), source: z.string(), state: z.string(), receivedAt: instantOut }),
      )
      .meta({ description: "Messages of sources that told of it, for who may read sources." }),
    paymentMethod: z.string().nullable(),
    coupon: z.string().nullable(),
    country: z.string().nullable(),
    subscription: z.object({ ref: z.string(), charge: z.int() }).nullable(),
  })
  .meta({ id: "SaleDetail" });

/** What a POST of a sale answers; the sale itself is one GET away. */
export const recordedSale = z
  .object({
    id: idOut("sale"),
    seq: z.int(),
    created: z.boolean().meta({ description: "False when the same facts were recorded before." }),
    source: z.string(),
    externalId: z.string(),
  })
  .meta({ id: "RecordedSale" });

/** One line of the answer to a batch, in the order of the request. */
export const batchLine = z
  .union([
    z.object({ line: z.int(), ...recordedSale.shape }),
    z.object({
      line: z.int(),
      error: z.object({
        status: z.int(),
        code: z.string(),
        message: z.string(),
        errors: z.array(problemError),
      }),
    }),
  ])
  .meta({ id: "SaleBatchLine" });

export const saleTotals = z
  .object({
    complete: z.boolean().meta({
      description:
        "False: more than 20,000 sales fit what is sought, which are not added up; `totals` is empty.",
    }),
    totals: z.array(
      z.object({
        currency: currencyOut,
        sales: z.int(),
        paid: amountOut,
        refunded: amountOut.meta({ description: "Of these sales, on whatever day." }),
        disputed: amountOut,
        part: z
          .object({
            given: amountOut,
            taken: amountOut.meta({ description: "Given back on these days, of whichever sale." }),
          })
          .optional()
          .meta({
            description:
              "By `party` and nothing else but product, currency and whole days, for who may see earnings: " +
              "what that party earned in them, as the report of earnings says it.",
          }),
      }),
    ),
  })
  .meta({ id: "SaleTotals" });

/** The plan a sale was split by, as it is kept: plan.json of docs/split-format.md. */
export const salePlan = z
  .object({
    hash: z.string(),
    plan: z.record(z.string(), z.unknown()),
    parties: z.array(namedParty).meta({ description: "Everybody the plan names." }),
  })
  .meta({ id: "SalePlan" });

export type SaleTotals = z.input<typeof saleTotals>;
export type SalePlan = z.input<typeof salePlan>;
export type Sale = z.input<typeof sale>;
export type SaleDetail = z.input<typeof saleDetail>;
export type BatchLine = z.input<typeof batchLine>;
