// Accounts and balances on the network. A balance is what a party is owed in one currency: available by today
// in the workspace's time zone, pending for a later day, or reserved for disputes. Currencies are never added
// together.
// Example: { "party": { "name": "Bruno" }, "currency": "USD", "available": 58200, "pending": 1200,
// "reserved": 0, … }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { partyKind } from "./party.ts";

export const accountKind = z
  .enum([
    "payable",
    "reserved",
    "in_transit",
    "processor",
    "tax",
    "platform_fees",
    "processor_fees",
    "bank",
    "fx",
    "write_off",
  ])
  .meta({ id: "AccountKind" });

export const balance = z
  .object({
    party: z.object({ ...namedParty.shape, kind: partyKind }),
    currency: currencyOut,
    available: amountOut,
    pending: amountOut,
    reserved: amountOut,
    inTransit: amountOut.meta({ description: "Paid out, not yet confirmed." }),
    asOf: z.iso.date().meta({ description: "Today, in the workspace's time zone." }),
  })
  .meta({ id: "Balance" });

export const account = z
  .object({
    number: z.int().meta({ description: "Its number in the workspace.", examples: [3] }),
    kind: accountKind,
    party: namedParty.nullable().meta({ description: "Whose it is, where the kind has an owner." }),
    source: z.string().nullable().meta({ description: "Who holds the money, for kind processor." }),
    currency: currencyOut,
    balance: amountOut,
    available: amountOut.meta({ description: "Of it, what is available by today." }),
  })
  .meta({ id: "Account" });

export const accountEntry = z
  .object({
    seq: z.int(),
    kind: z
      .string()
      .meta({ description: "sale, refund, dispute_opened, dispute_won, dispute_lost, fee, settlement …" }),
    source: z.string(),
    externalId: z.string(),
    sale: idOut("sale").nullable().meta({ description: "Null of a settlement, which is about a contract." }),
    contract: idOut("contract")
      .nullable()
      .meta({ description: "Of a settlement: the contract whose minimum or milestone it settles." }),
    adjustment: idOut("adjustment")
      .nullable()
      .meta({ description: "Of an adjustment or a write-off: who proposed and approved it, and why." }),
    at: instantOut,
    amount: amountOut.meta({ description: "What the entry moved on this account." }),
    availableOn: z.iso.date(),
  })
  .meta({ id: "AccountEntry" });

/** Of any account of one party. */
export const partyEntry = z
  .object({
    ...accountEntry.shape,
    account: z.int(),
    accountKind,
    currency: currencyOut,
    product: z.string().meta({ description: "The name of what was sold." }),
  })
  .meta({ id: "PartyEntry" });

const sides = {
  debit: amountOut.meta({ description: "The accounts below zero, added up: what is held, or was laid out." }),
  credit: amountOut.meta({ description: "The accounts above zero, added up: what is owed, or came in." }),
};

export const trialBalance = z
  .object({
    asOf: z.iso.date(),
    seq: z.int().meta({ description: "The last entry it counts." }),
    kinds: z.array(
      z.object({
        kind: accountKind,
        currency: currencyOut,
        balance: amountOut,
        ...sides,
        accounts: z.int().meta({ description: "How many accounts of that kind." }),
      }),
    ),
    totals: z
      .array(z.object({ currency: currencyOut, balance: amountOut, ...sides }))
      .meta({ description: "Zero in each currency, always: debit and credit are the same." }),
  })
  .meta({ id: "TrialBalance" });

export const ledgerHead = z
  .object({
    seq: z.int(),
    batch: z.int(),
    hash: z.string().meta({ description: "SHA-256 of the chain up to here, in hexadecimal." }),
  })
  .meta({ id: "LedgerHead" });

export type Balance = z.input<typeof balance>;
export type Account = z.input<typeof account>;
