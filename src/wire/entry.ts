// Journal entries on the network: postings that sum to zero in one currency, and where they came from. Read
// only.
// Example: entry 1 of a sale of 100.00: processor −10000, payable ana 5242, payable bruno 582, …
import { z } from "zod";
import { accountKind } from "./account.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

/** All that the ledger knows; more may come. */
export const entryKind = z
  .enum([
    "sale",
    "refund",
    "dispute_opened",
    "dispute_won",
    "dispute_lost",
    "fee",
    "settlement",
    "commission_held",
    "commission_released",
    "commission_taken_back",
    "payout",
    "payout_settled",
    "payout_failed",
    "payout_returned",
    "source_settlement",
    "settlement_difference",
    "source_exchange",
    "opening",
    "adjustment",
    "write_off",
  ])
  .meta({ id: "EntryKind" });

export const posting = z
  .object({
    account: z.int(),
    kind: accountKind,
    party: namedParty.nullable(),
    source: z.string().nullable(),
    amount: amountOut.meta({
      description: "Positive is owed to the owner; money held at a source is negative.",
    }),
    availableOn: z.iso.date(),
  })
  .meta({ id: "Posting" });

export const entry = z
  .object({
    seq: z.int(),
    batch: z.int(),
    kind: z.string(),
    source: z.string(),
    externalId: z.string(),
    sale: idOut("sale").nullable().meta({ description: "Null of a settlement, which is about a contract." }),
    contract: idOut("contract")
      .nullable()
      .meta({ description: "Of a settlement: the contract whose minimum or milestone it settles." }),
    adjustment: idOut("adjustment")
      .nullable()
      .meta({ description: "Of an adjustment or a write-off: who proposed and approved it, and why." }),
    currency: currencyOut,
    at: instantOut,
    recordedAt: instantOut,
    plan: z.string().nullable().meta({ description: "SHA-256 of the plan, where one decided." }),
    factsHash: z.string().meta({ description: "SHA-256 of the canonical facts." }),
    postings: z.array(posting),
  })
  .meta({ id: "Entry" });

export type Entry = z.input<typeof entry>;
