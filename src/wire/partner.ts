// What a partner is shown of a workspace: its own figures, its own lines of sales, its contracts. No shape
// here has room for what another partner earns, nor for a buyer. Amounts are minor units beside their
// currency.
// Example: { "paid": 10000, "currency": "USD", "lines": [{ "role": "coproducer", "amount": 582 }], "because":
// null }.
import { z } from "zod";
import { partyEntry } from "./account.ts";
import { confirmation, contractVersion } from "./contract.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedOffer, namedParty, namedProduct } from "./named.ts";
import { endNotice, proposal } from "./proposal.ts";
import { role, saleState } from "./sale.ts";

export const ownBalance = z
  .object({
    currency: currencyOut,
    available: amountOut,
    pending: amountOut,
    reserved: amountOut,
    inTransit: amountOut,
    reservedFor: z.object({ disputes: amountOut, checks: amountOut, reserve: amountOut }).meta({
      description:
        "What is reserved, told apart: open disputes, commissions that are looked at, a rolling reserve.",
    }),
  })
  .meta({ id: "OwnBalance" });

export const ownBalances = z
  .object({
    asOf: z.iso.date().meta({ description: "Today, in the workspace's time zone." }),
    balances: z.array(ownBalance),
    upcoming: z
      .array(z.object({ currency: currencyOut, day: z.iso.date(), amount: amountOut }))
      .meta({ description: "The next days on which pending becomes available." }),
  })
  .meta({ id: "OwnBalances" });

const { source: _source, externalId: _externalId, ...entryShape } = partyEntry.shape;

/** As the workspace's, without the shop's own reference. */
export const ownEntry = z.object(entryShape).meta({ id: "OwnEntry" });

export const ownLine = z
  .object({
    role,
    contract: z.string().nullable(),
    amount: amountOut,
    reversed: amountOut.meta({ description: "Given back since." }),
    reserved: amountOut.meta({ description: "In reserve for an open dispute." }),
  })
  .meta({ id: "OwnLine" });

export const ownSale = z
  .object({
    id: idOut("sale"),
    product: namedProduct,
    at: instantOut,
    currency: currencyOut,
    paid: amountOut.meta({ description: "By the buyer, tax and shipping included." }),
    refunded: amountOut,
    disputed: amountOut,
    state: saleState,
    byAffiliate: z.boolean(),
    availableOn: z.iso.date(),
    lines: z.array(ownLine).meta({ description: "The party's own; of others nothing." }),
    because: z
      .enum(["not_in_force", "other_sales", "nothing_left", "used_up", "too_small"])
      .nullable()
      .meta({ description: "Why it earns the party nothing; null where it earns something." }),
  })
  .meta({ id: "OwnSale" });

export const ownSaleDetail = z
  .object({
    ...ownSale.shape,
    plan: z.string().meta({ description: "SHA-256 of the plan it was split by." }),
    entries: z.array(
      z.object({
        seq: z.int(),
        kind: z.string(),
        at: instantOut,
        accountKind: z.string(),
        amount: amountOut,
        availableOn: z.iso.date(),
      }),
    ),
  })
  .meta({ id: "OwnSaleDetail" });

const { createdBy: _by, ...versionShape } = contractVersion.shape;

const inWords = z.array(z.tuple([z.string(), z.string()]));

/** A contract with its whole life, for either side. */
export const contractStory = z
  .object({
    id: idOut("contract"),
    product: namedProduct,
    offers: z.array(namedOffer).meta({ description: "Of the product, those on sale." }),
    party: namedParty,
    producer: z.string(),
    state: z.enum(["active", "ended"]),
    acceptedAt: instantOut,
    current: z.int().nullable().meta({ description: "The version in force now." }),
    versions: z
      .array(
        z.object({
          ...versionShape,
          until: instantOut.nullable().meta({ description: "Its end, or the start of what replaced it." }),
          inWords: z.object({ en: inWords, "pt-BR": inWords }),
          agreement: z.object({ sha256: z.string(), at: instantOut }).nullable(),
          confirmation,
        }),
      )
      .meta({ description: "Oldest first." }),
    proposals: z.array(proposal).meta({ description: "Newest first; the open one, if any, is the first." }),
    hasAccount: z.boolean().meta({ description: "Somebody speaks for the party here." }),
    notices: z.array(endNotice).meta({ description: "Given by one side, oldest first." }),
  })
  .meta({ id: "ContractStory" });

export const contractStories = z.object({ data: z.array(contractStory) }).meta({ id: "ContractStories" });

export type OwnBalances = z.input<typeof ownBalances>;
export type OwnSale = z.input<typeof ownSale>;
export type OwnSaleDetail = z.input<typeof ownSaleDetail>;
export type ContractStory = z.input<typeof contractStory>;
