// Statements on the network: what moved a party's account over a period, frozen when issued; the same shape
// for the running period, which has no number yet. Sections add up from opening to closing, to the last unit.
// Example: POST /v1/statements { "party": "party_…", "currency": "USD", "until": "2026-03-31" } → number 12
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

const untilIn = z.iso
  .date()
  .meta({ description: "The period's last day; it must be over.", examples: ["2026-03-31"] });

export const newStatement = z
  .strictObject({ party: idIn("party"), currency: currencyIn, until: untilIn })
  .meta({ id: "NewStatement" });

export const newStatementRun = z.strictObject({ until: untilIn }).meta({ id: "NewStatementRun" });

export const statementSection = z
  .enum(["sales", "refunds", "chargebacks", "fees", "guarantees", "adjustments", "at_source", "payouts"])
  .meta({ id: "StatementSection" });

const sections = {
  sales: amountOut,
  refunds: amountOut,
  chargebacks: amountOut,
  fees: amountOut,
  guarantees: amountOut.meta({ description: "Guaranteed minimums and bonuses." }),
  adjustments: amountOut.meta({ description: "Adjustments, opening balances and what was written off." }),
  at_source: amountOut.meta({ description: "What a source paid to the party itself." }),
  payouts: amountOut,
};

const sums = {
  party: namedParty.meta({ description: "Called as it was called when the statement was issued." }),
  currency: currencyOut,
  from: z.iso.date(),
  until: z.iso.date(),
  opening: amountOut,
  sections: z.object(sections),
  closing: amountOut,
  reserved: amountOut.meta({
    description: "Of the closing, held for open disputes and while a commission is looked at.",
  }),
  checked: amountOut.nullable().meta({
    description: "Of what is reserved, held while a commission is looked at. Null of older statements.",
  }),
  available: amountOut.nullable().meta({
    description: "Of the closing, what could be paid out by the last day. Null of older statements.",
  }),
  pending: amountOut.nullable().meta({ description: "Of the closing, available after the last day." }),
  rolling: amountOut.nullable().meta({ description: "Of the closing, held by a rolling reserve." }),
  lines: z.int(),
  late: z.int().meta({ description: "Of the lines, those that happened before the period." }),
};

export const statement = z
  .object({
    id: idOut("statement"),
    number: z.int().meta({ description: "Without gaps in a workspace." }),
    ...sums,
    parts: z.int().meta({ description: "How many files its PDF is: one a few thousand movements." }),
    issuedAt: instantOut,
    issuedBy: z.string(),
  })
  .meta({ id: "Statement" });

const bothLanguages = z.object({
  en: z.array(z.tuple([z.string(), z.string()])),
  "pt-BR": z.array(z.tuple([z.string(), z.string()])),
});

const commissionThen = z
  .object({
    affiliation: idOut("affiliation").nullable(),
    product: z.string(),
    code: z.string().nullable(),
    accepted: z
      .object({ version: z.int(), at: instantOut })
      .nullable()
      .meta({ description: "The programme's terms of use that held; null where none are known of." }),
    stretches: z.array(
      z.object({
        from: instantOut,
        until: instantOut.meta({ description: "Exclusive." }),
        days: z.object({ en: z.string(), "pt-BR": z.string() }),
        rates: z
          .array(z.object({ offer: z.string().nullable(), rate: z.string() }))
          .meta({ description: "Without an offer: of every sale that has no rate of its own." }),
        base: z.enum(["net", "gross"]),
        model: z.enum(["last", "first", "first_and_last", "linear"]),
        windowDays: z.int().nullable().meta({ description: "How long a click counts; null is without end." }),
        renewals: z.object({
          kind: z.enum(["first", "all", "charges", "months"]),
          count: z.int().optional(),
        }),
        words: bothLanguages,
      }),
    ),
    stated: z.array(z.object({ rate: z.string(), count: z.int() })).meta({
      description:
        "Where it was no affiliate then and sources named it: at which rates how many sales earned.",
    }),
  })
  .meta({ id: "CommissionThen" });

const details = {
  timeZone: z.string().meta({ description: "Whose calendar the days, and the clauses' periods, are." }),
  before: z
    .object({ id: idOut("statement"), number: z.int() })
    .nullable()
    .meta({ description: "The statement whose closing is this one's opening; null of a party's first." }),
  business: z.object({
    name: z.string(),
    legalName: z.string().nullable(),
    taxId: z.string().nullable(),
    address: z.string().nullable(),
  }),
  taxId: z.string().nullable(),
  products: z.array(
    z.object({
      id: idOut("product").nullable(),
      name: z.string(),
      count: z.int().meta({ description: "Sales that gave the party something." }),
      sections: z.object(sections),
      sum: amountOut,
    }),
  ),
  terms: z.array(
    z.object({
      contract: idOut("contract"),
      version: z.int(),
      product: z.string(),
      starts: z.iso.date(),
      ends: z.iso.date().nullable(),
      invoices: z.enum(["producer", "pro_rata"]),
      words: bothLanguages,
      changed: z
        .object({
          en: z.array(z.tuple([z.string(), z.string(), z.string()])),
          "pt-BR": z.array(z.tuple([z.string(), z.string(), z.string()])),
        })
        .optional()
        .meta({
          description:
            "Term, as it was, as it is, against the version before it in the period; left out of the first.",
        }),
    }),
  ),
  commissions: z.array(commissionThen).optional().meta({
    description:
      "As affiliate, by product, over the period. Left out of statements issued before this was told.",
  }),
  head: z
    .object({ seq: z.int(), batch: z.int(), hash: z.string() })
    .meta({ description: "Where the ledger's chain stood when it was added up." }),
};

export const statementDetail = z.object({ ...statement.shape, ...details }).meta({ id: "StatementDetail" });

export const statementDraft = z
  .object({ ...sums, ...details, asOf: instantOut })
  .meta({ id: "StatementDraft", description: "As it would stand now; nothing of it is kept." });

export const statementLine = z
  .object({
    seq: z.int(),
    line: z.int(),
    section: statementSection,
    kind: z.string().meta({
      description: "The entry's: sale, refund, payout …; `dispute_fee` is what a lost dispute cost beside.",
    }),
    at: instantOut,
    late: z.boolean(),
    sale: idOut("sale").nullable(),
    contract: idOut("contract").nullable(),
    adjustment: idOut("adjustment").nullable(),
    product: z.string().nullable(),
    about: z.string().nullable().meta({
      description:
        "What both sides know it by: the sale's own number, a payout's reference, an adjustment's reason.",
    }),
    amount: amountOut,
    held: amountOut.meta({ description: "Moved into the reserve for a dispute, or out of it." }),
    availableOn: z.iso.date(),
  })
  .meta({ id: "StatementLine" });

export const statementRun = z
  .object({
    id: idOut("statementrun"),
    until: z.iso.date(),
    state: z.enum(["running", "done", "failed", "stopped"]),
    total: z.int().nullable().meta({ description: "Null until everything is added up." }),
    done: z.int(),
    issued: z.int(),
    message: z.string().nullable().meta({ description: "Why it failed, or who stopped it." }),
    startedBy: z.string(),
    startedAt: instantOut,
    finishedAt: instantOut.nullable(),
  })
  .meta({ id: "StatementRun" });

export type StatementSection = z.infer<typeof statementSection>;
export type Statement = z.input<typeof statement>;
export type StatementDetail = z.input<typeof statementDetail>;
export type StatementDraft = z.input<typeof statementDraft>;
export type StatementLine = z.input<typeof statementLine>;
export type StatementRun = z.input<typeof statementRun>;
