// Payout runs and payouts on the network: what would be paid and why not the rest, what was approved by whom,
// where each payout stands, and what banks answered. Amounts are what arrives; `owed` is what it was earned
// in.
// Example: POST /v1/payout-runs {} → { "id": "run_…", "no": 12, "state": "proposed", … }
import { z } from "zod";
import { isExchangeRate } from "../base/exchange.ts";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { leftOutReason, methodKind, rail } from "./payout-method.ts";

export const runState = z.enum(["proposed", "approved", "paying", "done", "withdrawn"]);
export const payoutState = z.enum([
  "proposed",
  "in_transit",
  "unknown",
  "settled",
  "failed",
  "returned",
  "refused",
  "withdrawn",
]);
const rateIn = z.strictObject({
  from: currencyIn,
  to: currencyIn,
  rate: z
    .string()
    .refine(isExchangeRate, "must be a decimal above 0, such as 0.9215")
    .meta({ description: "So many units of `to` for one of `from`.", examples: ["0.9215"] }),
  source: z
    .string()
    .min(1)
    .max(120)
    .meta({ examples: ["ECB reference rate"] }),
  at: instantIn,
});

const balance = z.strictObject({ party: idIn("party"), currency: currencyIn });

export const newPayoutRun = z
  .strictObject({
    parties: z.array(idIn("party")).min(1).max(1000).optional().meta({ description: "Left out: everybody." }),
    currency: currencyIn.optional().meta({ description: "Only what was earned in it." }),
    only: z.array(balance).min(1).max(5000).optional().meta({ description: "These balances alone." }),
    without: z
      .array(balance)
      .max(5000)
      .optional()
      .meta({ description: "These are left out of the run, and listed so." }),
    rates: z.array(rateIn).max(100).default([]),
    executesOn: z.iso.date().optional().meta({ description: "Left out: today." }),
  })
  .meta({ id: "NewPayoutRun" });

const leftOut = {
  party: namedParty,
  currency: currencyOut,
  amount: amountOut.meta({ description: "Available; below 0 where the party owes." }),
  reason: leftOutReason,
  facts: z.record(z.string(), z.unknown()),
};

export const payoutLeftOut = z.object(leftOut).meta({ id: "PayoutLeftOut" });

const cameBack = z.object({ payout: idOut("payout"), at: instantOut, reason: z.string() }).nullable();
const owed = z.object({ currency: currencyOut, amount: amountOut });
const rateOut = z.object({ rate: z.string(), source: z.string(), at: instantOut });

export const payoutPreview = z
  .object({
    fourEyes: z.boolean(),
    payouts: z.array(
      z.object({
        party: namedParty,
        rail,
        currency: currencyOut,
        amount: amountOut,
        owed,
        rate: rateOut.nullable(),
        cameBack: cameBack.meta({
          description: "The last payment to this very account, where it failed or came back.",
        }),
      }),
    ),
    leftOut: z.array(payoutLeftOut),
    lastRates: z
      .array(
        z.object({
          from: currencyOut,
          to: currencyOut,
          rate: z.string(),
          source: z.string(),
          at: instantOut,
        }),
      )
      .meta({ description: "By which rate each pair of currencies was exchanged last." }),
  })
  .meta({ id: "PayoutPreview" });

const sum = z.object({
  rail,
  currency: currencyOut,
  state: payoutState,
  count: z.int(),
  amount: amountOut,
});

const file = z.object({
  name: z.string(),
  rail,
  currency: currencyOut,
  count: z.int(),
  amount: amountOut,
  takenAt: instantOut.nullable().meta({ description: "When it was first handed out." }),
});

export const payoutRun = z
  .object({
    id: idOut("run"),
    no: z.int(),
    state: runState,
    scheduled: z.boolean(),
    executesOn: z.iso.date(),
    movedTo: z.iso.date().nullable().meta({
      description:
        "Approved later than the day it was to be executed on: the day that its files say instead.",
    }),
    fourEyes: z.boolean(),
    isOwn: z.boolean().meta({ description: "Proposed by who asks: where it takes two, another approves." }),
    madeBy: z.string(),
    madeAt: instantOut,
    approvedBy: z.string().nullable(),
    approvedAt: instantOut.nullable(),
    endedAt: instantOut.nullable(),
    replacedBy: z
      .object({ id: idOut("run"), no: z.int() })
      .nullable()
      .meta({ description: "Nobody approved it by the next run day: the run that took its place." }),
    sums: z.array(sum),
    cameBack: z
      .int()
      .meta({ description: "Proposed to an account where the last payment failed or came back." }),
    files: z.array(file),
  })
  .meta({ id: "PayoutRun" });

export const payout = z
  .object({
    id: idOut("payout"),
    run: z.object({ id: idOut("run"), no: z.int() }),
    party: namedParty,
    rail,
    method: z.object({ kind: methodKind, hint: z.string() }),
    reference: z.string().meta({ examples: ["PQ7K2M9X4TB0VNR"] }),
    currency: currencyOut,
    amount: amountOut,
    owed,
    rate: rateOut.nullable(),
    state: payoutState,
    cameBack: cameBack.meta({
      description:
        "While it is proposed: the last payment to this very account, where it failed or came back.",
    }),
    reason: z.string(),
    externalId: z.string().nullable(),
    begunAt: instantOut.nullable(),
    sentAt: instantOut.nullable(),
    settledAt: instantOut.nullable(),
    backAt: instantOut.nullable(),
    entries: z.object({
      begun: z.int().nullable(),
      settled: z.int().nullable(),
      back: z.int().nullable(),
    }),
  })
  .meta({ id: "Payout" });

export const payoutDetail = payout
  .extend({
    steps: z.array(
      z.object({
        step: z.string(),
        at: instantOut,
        by: z.string().nullable().meta({ description: "null: by itself." }),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: "PayoutDetail" });

/** A partner sees its own, without the run. */
export const ownPayout = payout
  .omit({ run: true, party: true, entries: true, cameBack: true })
  .meta({ id: "OwnPayout" });

const reason = z
  .string()
  .max(400)
  .default("")
  .meta({ examples: ["AC04"] });

export const payoutEnd = z
  .strictObject({
    how: z.enum(["settled", "failed", "returned"]),
    reason,
    externalId: z.string().max(255).nullable().default(null),
  })
  .meta({ id: "PayoutEnd" });

export const runSettle = z
  .strictObject({
    file: z
      .string()
      .max(120)
      .meta({ examples: ["run-1-csv-usd.csv"] }),
  })
  .meta({ id: "PayoutRunSettle" });

const difference = z.object({
  reference: z.string(),
  code: z.string(),
  message: z.string(),
  told: z
    .int()
    .nullable()
    .optional()
    .meta({ description: "Of wrong_amount: what the bank says, where it is an amount of the currency." }),
  expected: z.int().optional(),
  currency: z.string().optional(),
});

export const answerSaid = z.enum(["settled", "failed", "returned", "known", "differs"]);

export const bankAnswer = z
  .object({
    id: idOut("bankanswer"),
    kind: z.string(),
    said: z.int().meta({ description: "Payouts that it speaks of." }),
    applied: z.int().meta({ description: "Of them, those that were booked by it." }),
    outcomes: z
      .object({ settled: z.int(), failed: z.int(), returned: z.int() })
      .nullable()
      .meta({ description: "Of what was booked; null of an answer read before this was counted." }),
    known: z.int().meta({ description: "Said before." }),
    differences: z.array(difference),
    toldBy: z.string(),
    toldAt: instantOut,
    dealt: z
      .object({ by: z.string(), at: instantOut })
      .nullable()
      .meta({ description: "Who dealt with what did not fit; null: nobody yet." }),
  })
  .meta({ id: "BankAnswer" });

export type PayoutRun = z.input<typeof payoutRun>;
export type Payout = z.input<typeof payout>;
export type PayoutDetail = z.input<typeof payoutDetail>;
export type PayoutPreview = z.input<typeof payoutPreview>;
export type PayoutLeftOut = z.input<typeof payoutLeftOut>;
export type OwnPayout = z.input<typeof ownPayout>;
export type BankAnswer = z.input<typeof bankAnswer>;
export type NewPayoutRun = z.input<typeof newPayoutRun>;
