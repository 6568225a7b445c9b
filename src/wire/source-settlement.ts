// Settlements of sources on the network: what a platform really sent to the bank, line by line, beside what
// the books say, and what is done about a difference.
// Example: POST /v1/source-settlements { "source": "stripe", "externalId": "po_1", "currency": "USD",
// "arrivedOn": "2026-03-05", "lines": [{ "kind": "sale", "ref": "ch_1", "gross": 10000, "fee": 320 }] }
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { sourceName } from "./named.ts";

const MOST = 1_000_000_000_000_000;
const signedIn = z.int().min(-MOST).max(MOST);

export const settledKind = z.enum(["sale", "refund", "dispute", "other"]);
export const settledState = z.enum(["agrees", "open", "booked", "explained"]);
export const settledDifference = z.enum([
  "unknown_sale",
  "unknown_refund",
  "amount_differs",
  "fee_differs",
  "settled_twice",
  "dispute_open",
  "other_currency",
  "rate_differs",
  "not_a_sale",
]);

const externalId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "The source's id of what it sent: a payout, a transfer.", examples: ["po_1"] });
const arrivedOn = z.iso
  .date()
  .meta({ description: "The day that the bank had it.", examples: ["2026-03-05"] });

export const newSourceSettlement = z
  .strictObject({
    source: sourceName,
    externalId,
    currency: currencyIn,
    arrivedOn,
    lines: z
      .array(
        z.strictObject({
          kind: settledKind.default("sale"),
          ref: z
            .string()
            .min(1)
            .max(255)
            .meta({ description: "The source's id of the sale, its charge, the refund or the dispute." }),
          refs: z
            .array(z.string().min(1).max(255))
            .max(5)
            .default([])
            .meta({ description: "Other ids it may be known by: the charge of a refund." }),
          at: instantIn.optional(),
          gross: signedIn.meta({
            description: "Minor units before the source's fee; below 0 for a refund.",
            examples: [10000],
          }),
          fee: signedIn.default(0).meta({ description: "What the source withheld.", examples: [320] }),
          original: z
            .strictObject({ currency: currencyIn, gross: signedIn })
            .optional()
            .meta({
              description:
                "What the buyer paid in another currency, where the source says it; left out, what the books say of the sale.",
              examples: [{ currency: "BRL", gross: 50000 }],
            }),
          note: z.string().max(500).default(""),
        }),
      )
      .min(1)
      .max(5000),
  })
  .meta({ id: "NewSourceSettlement" });

const mapping = z
  .strictObject({
    columns: z.record(z.string().max(40), z.string().min(1).max(200)).meta({
      description:
        "Field (settlement, arrivedOn, kind, ref, charge, at, currency, originalCurrency, originalGross, gross, fee, net, note) → header of the column.",
      examples: [{ ref: "charge_id", gross: "gross", fee: "fee", net: "net" }],
    }),
    decimal: z.enum([".", ","]),
    dateFormat: z.enum(["iso", "dmy", "mdy", "ymd", "epoch_seconds", "epoch_millis"]),
  })
  .meta({ id: "SettlementMapping" });

export const settlementFileIn = z
  .strictObject({
    source: sourceName,
    text: z
      .string()
      .min(1)
      .max(24_000_000)
      .meta({
        description: "The file as text: a table (CSV), or Stripe's balance transactions as JSON.",
        examples: ["payout_id,payout_date,ref,currency,gross,fee\npo_1,2026-03-05,ch_1,USD,100.00,3.20\n"],
      }),
    mapping: mapping.optional().meta({ description: "Left out: as the headers say." }),
    currency: currencyIn.optional().meta({ description: "Where the file does not say." }),
    externalId: externalId.optional(),
    arrivedOn: arrivedOn.optional(),
  })
  .meta({ id: "SettlementFileIn" });

const fileProblem = z.object({
  row: z.int().meta({ description: "As a spreadsheet counts; 0: the file." }),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});

const rateOut = z
  .string()
  .nullable()
  .meta({
    description: "So much of the settlement's currency for one of the sale's.",
    examples: ["0.195"],
  });

const sums = { gross: amountOut, fee: amountOut, net: amountOut };

export const settlementPreview = z
  .object({
    format: z.enum(["csv", "stripe"]),
    headers: z.array(z.string()),
    mapping: z
      .object({
        columns: z.record(z.string(), z.string()),
        decimal: z.enum([".", ","]),
        dateFormat: z.string(),
      })
      .nullable(),
    settlements: z.array(
      z.object({
        externalId: z.string(),
        currency: currencyOut,
        arrivedOn: z.iso.date(),
        lines: z.int(),
        ...sums,
        isKnown: z.boolean().meta({ description: "Recorded before: it is not booked again." }),
      }),
    ),
    problems: z.array(fileProblem),
  })
  .meta({ id: "SettlementPreview" });

export const sourceSettlement = z
  .object({
    id: idOut("settled"),
    source: z.string(),
    externalId: z.string(),
    currency: currencyOut,
    arrivedOn: z.iso.date(),
    ...sums,
    lines: z.int(),
    open: z.int().meta({ description: "Differences that nobody has answered." }),
    differences: z
      .array(
        z.object({
          difference: settledDifference,
          currency: currencyOut,
          lines: z.int(),
          amount: amountOut.meta({
            description: "What booking all of them gives the producer; below 0: costs.",
          }),
        }),
      )
      .meta({ description: "Of `open`, by what differs." }),
    exchanged: z
      .array(
        z.object({
          currency: currencyOut,
          lines: z.int(),
          ...sums,
          arrived: amountOut.meta({ description: "Net, in the settlement's currency." }),
          rate: rateOut,
        }),
      )
      .meta({
        description: "What the source exchanged: sales in other currencies, and what arrived for them.",
      }),
    firstAt: instantOut.nullable(),
    lastAt: instantOut.nullable(),
    entry: z.int(),
    recordedBy: z.string(),
    recordedAt: instantOut,
  })
  .meta({ id: "SourceSettlement" });

export const settlementFileOut = z
  .object({ recorded: z.int(), known: z.int(), settlements: z.array(sourceSettlement) })
  .meta({ id: "SettlementFileOut" });

export const settledLine = z
  .object({
    n: z.int(),
    kind: settledKind,
    ref: z.string(),
    at: instantOut.nullable(),
    gross: amountOut,
    fee: amountOut,
    note: z.string(),
    sale: idOut("sale").nullable(),
    expected: z
      .object({ gross: amountOut, fee: amountOut })
      .meta({ description: "What the books say; in the currency of `exchange` where there is one." }),
    exchange: z
      .object({
        currency: currencyOut,
        gross: amountOut,
        fee: amountOut,
        rate: rateOut,
        rateSource: z.string().meta({ examples: ["stripe po_1"] }),
        rateAt: instantOut,
        entry: z.int().meta({ description: "The entry in the sale's currency; the other one is the next." }),
      })
      .nullable()
      .meta({ description: "A line about a sale in another currency: what it is there." }),
    state: settledState,
    difference: settledDifference.nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: instantOut.nullable(),
    answer: z.string(),
    entry: z.int().nullable().meta({
      description:
        "The entry that booked the difference, or cleared what a line of a sale recorded later left at its source.",
    }),
  })
  .meta({ id: "SettledLine" });

export const unsettledSale = z
  .object({
    sale: idOut("sale"),
    externalId: z.string(),
    at: instantOut,
    currency: currencyOut,
    paid: amountOut,
  })
  .meta({ id: "UnsettledSale" });

/** What is explained without a word explains nothing. */
const LEAST_WHY = 3;

const answered = {
  how: z.enum(["book", "explain"]).meta({
    description:
      "`book`: the producer bears it; of `rate_differs`, it is exchanged at that rate. `explain`: it is right as it is, and why.",
  }),
  answer: z
    .string()
    .max(500)
    .default("")
    .meta({ description: `Why: to \`explain\`, at least ${LEAST_WHY} characters.` }),
};

const saysWhy = ({ how, answer }: { how: string; answer: string }) =>
  how !== "explain" || answer.trim().length >= LEAST_WHY;
const MUST_SAY_WHY = { path: ["answer"], message: `must say why, in at least ${LEAST_WHY} characters` };

export const differenceAnswer = z
  .strictObject(answered)
  .refine(saysWhy, MUST_SAY_WHY)
  .meta({ id: "DifferenceAnswer" });

export const alikeAnswer = z
  .strictObject({ ...answered, difference: settledDifference })
  .refine(saysWhy, MUST_SAY_WHY)
  .meta({ id: "AlikeDifferencesAnswer" });

export const answeredAll = z
  .object({ answered: z.int(), open: z.int().meta({ description: "Open still, of any difference." }) })
  .meta({ id: "AnsweredDifferences" });

export const matchedAgain = z.object({ agree: z.int(), open: z.int() }).meta({ id: "MatchedAgain" });

export const settledIn = idIn("settled");

export type SourceSettlement = z.input<typeof sourceSettlement>;
export type SettledLine = z.input<typeof settledLine>;
export type UnsettledSale = z.input<typeof unsettledSale>;
export type SettlementPreview = z.input<typeof settlementPreview>;
export type SettlementFileIn = z.input<typeof settlementFileIn>;
export type SettlementFileOut = z.input<typeof settlementFileOut>;
