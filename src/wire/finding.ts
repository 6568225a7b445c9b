// Findings on the network: a held commission with its evidence, the decision about it, and the thresholds
// that find. The affiliate reads that it is held and for what kind of reason, never the evidence.
// Example: { "state": "held", "amount": 1792, "evidence": [{ "rule": "tooFast", "facts": { "seconds": 4 } }]
// }.
import { z } from "zod";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";

export const findingState = z.enum(["held", "released", "taken_back"]).meta({ id: "FindingState" });

export const fraudRule = z
  .enum(["ownPurchase", "deviceBurst", "clickFlood", "tooFast", "throwawayMail", "refundRate", "couponLeak"])
  .meta({ id: "FraudRule" });

export const findingRule = z.enum([...fraudRule.options, "byHand"]).meta({
  id: "FindingRule",
  description: "What a commission is held by: a rule, or a person (byHand).",
});

const shape = {
  id: idOut("finding"),
  sale: idOut("sale"),
  product: namedProduct,
  state: findingState,
  currency: currencyOut,
  amount: amountOut.meta({ description: "What was put into the reserve." }),
  held: amountOut.nullable().meta({
    description: "What of it is held now, less what was taken back since; null once it is decided.",
  }),
  released: amountOut.nullable().meta({
    description:
      "Of it, what was released: less than was put into the reserve where a part was taken back before.",
  }),
  taken: amountOut.nullable().meta({ description: "Of it, what was taken back for good." }),
  foundAt: instantOut,
  decidedAt: instantOut.nullable(),
  reason: z.string().nullable().meta({ description: "What the person who decided wrote." }),
};

export const finding = z
  .object({
    ...shape,
    party: namedParty,
    version: z.int().meta({ description: "Of the evidence: a decision says on which it is based." }),
    evidence: z.array(
      z.object({
        rule: findingRule,
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
        addedAt: instantOut
          .nullable()
          .meta({ description: "When it joined what was held already; null of what began it." }),
      }),
    ),
    seq: z.int().meta({ description: "The entry that holds." }),
    decidedSeq: z.int().nullable(),
    decidedBy: z.string().nullable(),
  })
  .meta({ id: "Finding" });

/** At most a hundred clicks, the last ones. */
export const counted = z
  .object({
    rule: findingRule,
    sales: z.array(
      z.object({
        id: idOut("sale"),
        externalId: z.string(),
        at: instantOut,
        currency: currencyOut,
        paid: amountOut,
      }),
    ),
    clicks: z.array(
      z.object({
        id: idOut("click"),
        at: instantOut,
        code: z.string().meta({ description: "Of the link." }),
      }),
    ),
  })
  .meta({ id: "CountedEvidence" });

/** As the affiliate reads it: in general terms. */
export const ownFinding = z
  .object({
    ...shape,
    about: z.array(z.enum(["purchase", "clicks", "refunds", "coupon"])).meta({
      description: "What kind of thing is looked at; the evidence itself stays with the producer.",
    }),
    heldReason: z
      .string()
      .nullable()
      .meta({ description: "What the person who holds it wrote; null of what a rule found." }),
  })
  .meta({ id: "OwnFinding" });

const reason = z
  .string()
  .max(2000)
  .refine((text) => text.trim() !== "", "must not be empty")
  .meta({ description: "The affiliate reads it." });

export const newFinding = z
  .strictObject({ sale: idIn("sale"), party: idIn("party"), reason })
  .meta({ id: "NewFinding" });

export const findingDecision = z
  .strictObject({
    state: z.enum(["released", "taken_back"]),
    reason,
    basedOn: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({
        description:
          "The finding's `version` that you saw. When more was found since, nothing is decided: 409 " +
          "`evidence_added` with the new evidence.",
        examples: [1],
      }),
  })
  .meta({ id: "FindingDecision" });

export const heldTotals = z
  .object({
    totals: z.array(z.object({ currency: currencyOut, findings: z.int(), amount: amountOut })),
  })
  .meta({ id: "HeldTotals", description: "What is held now, less what was taken back since." });

const count = (description: string) => z.int().min(1).max(1_000_000).meta({ description });
const on = z.boolean();

const SETTINGS = {
  ownPurchase: z.strictObject({ on }),
  deviceBurst: z.strictObject({ on, sales: count("Of one affiliate and device within a day.") }),
  clickFlood: z.strictObject({ on, clicks: count("Of one visitor or device within an hour.") }),
  tooFast: z.strictObject({ on, seconds: count("Between click and sale, at least.") }),
  throwawayMail: z.strictObject({ on }),
  couponLeak: z.strictObject({
    on,
    uses: count("Without a click within a week, at least."),
    times: count("So many times what is usual."),
  }),
};

export const fraudSettingsChange = z
  .strictObject({
    ...SETTINGS,
    refundRate: z.strictObject({ on, rate: rateIn, days: count("With a commission, at least.") }),
    basedOn,
  })
  .partial()
  .meta({ id: "FraudSettingsChange" });

const threshold = z.int();

export const fraudSettings = z
  .object({
    version: z.int(),
    ownPurchase: z.object({ on }),
    deviceBurst: z.object({ on, sales: threshold }),
    clickFlood: z.object({ on, clicks: threshold }),
    tooFast: z.object({ on, seconds: threshold }),
    throwawayMail: z.object({ on }),
    refundRate: z.object({ on, rate: rateOut, days: threshold }),
    couponLeak: z.object({ on, uses: threshold, times: threshold }),
  })
  .meta({ id: "FraudSettings" });

export type Counted = z.input<typeof counted>;
export type Finding = z.input<typeof finding>;
export type OwnFinding = z.input<typeof ownFinding>;
export type FraudSettings = z.input<typeof fraudSettings>;
export type HeldTotals = z.input<typeof heldTotals>;
