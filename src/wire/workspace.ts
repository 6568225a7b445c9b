// A workspace on the network: one business with its money, its parties and its settings.
// The time zone and with it every day of money is fixed once the first sale is posted.
// Example: { "name": "Piano School", "country": "BR", "currency": "BRL", "timeZone": "America/Sao_Paulo", …
// }.
import { z } from "zod";
import { isTimeZone } from "../base/calendar.ts";
import { isCurrency } from "../base/currency.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut, nameOf } from "./metadata.ts";
import { amountIn, currencyIn, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedParty, partyIn } from "./named.ts";

export const countryIn = z
  .string()
  .regex(/^[A-Z]{2}$/, "must be two capital letters (ISO 3166)")
  .meta({ examples: ["BR"] });

export const timeZoneIn = z
  .string()
  .max(64)
  .refine(isTimeZone, "must be an IANA name, such as America/Sao_Paulo")
  .meta({ examples: ["America/Sao_Paulo"] });

/** What a person or a business reads the pages in: any that has a file there. */
export const spoken = z
  .string()
  .max(20)
  .regex(
    /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
    "must be a language tag, such as de or pt-BR",
  )
  .meta({
    description:
      "A language tag (BCP 47). Mails and papers are English where it is neither `en` nor `pt-BR`.",
    examples: ["pt-BR"],
  });

const HIGHEST_MAX_SHARED = 990_000 as Ppm;

export const maxSharedIn = rateIn
  .refine((rate) => rate <= HIGHEST_MAX_SHARED, `must not be above ${formatRate(HIGHEST_MAX_SHARED)}`)
  .meta({
    description:
      "The most that contracts and open proposals may share of a product's sales, at any time and of any kind.",
    examples: ["0.70"],
  });

const days = z.int().min(0).max(3650);

export const holdsIn = z
  .record(
    z
      .string()
      .regex(
        /^([a-z0-9][a-z0-9_-]{0,39}:)?[a-z0-9_]{1,40}$/,
        "must be a payment method, such as card, or one of a source, such as hotmart:card",
      ),
    days,
  )
  .refine((holds) => Object.keys(holds).length <= 50, "must have at most 50 keys")
  .meta({
    description:
      "Days that money is held, by payment method; `default` is for the rest. `hotmart:card` is of one source, " +
      "and `hotmart:default` for the rest of it: what names the source counts before what does not.",
    examples: [{ default: 2, card: 30, pix: 0, "hotmart:default": 30 }],
  });

export const fixedIn = z
  .record(z.string(), amountIn())
  .refine((fixed) => Object.keys(fixed).every(isCurrency), "must name active ISO 4217 currencies")
  .meta({ description: "Minor units by currency.", examples: [{ USD: 50 }] });

const bearer = z.enum(["shared", "producer"]);
const unreturnedFees = z.enum(["producer", "pro_rata"]);

/** What new products begin with; given whole. Products that are there keep their own terms. */
export const workspaceFeesIn = z
  .strictObject({
    platformFee: z
      .strictObject({
        party: partyIn,
        rate: rateIn.optional(),
        fixed: fixedIn.optional(),
        bearer: bearer.optional(),
      })
      .nullable()
      .optional(),
    processorFee: z.strictObject({ bearer }).optional(),
    unreturnedFees: unreturnedFees.optional(),
    processor: z
      .strictObject({ party: partyIn, rate: rateIn.optional(), fixed: fixedIn.optional() })
      .nullable()
      .optional()
      .meta({
        description:
          "What the processor is expected to keep: for previews. On a sale what its source reports counts.",
      }),
  })
  .meta({ id: "WorkspaceFeesInput" });

const feeOut = { party: namedParty, rate: rateOut, fixed: z.record(z.string(), z.int()) };

export const workspaceFees = z
  .object({
    platformFee: z.object({ ...feeOut, bearer }).nullable(),
    processorFee: z.object({ bearer }),
    unreturnedFees,
    processor: z.object(feeOut).nullable(),
  })
  .meta({ id: "WorkspaceFees" });

/** Some lines of text, such as an address. */
const linesOf = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/, "must not contain control characters")
    .refine((text) => text.trim() !== "", "must not be empty");

export const newWorkspace = z
  .strictObject({
    name: nameOf(200),
    country: countryIn,
    currency: currencyIn,
    timeZone: timeZoneIn,
    language: spoken.default("en"),
    maxShared: maxSharedIn.optional(),
    holds: holdsIn.optional(),
    guaranteeDays: days.optional().meta({ description: "What a new offer begins with; none when left out." }),
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewWorkspace" });

/** Left out: as it is. */
export const workspaceChange = z
  .strictObject({
    name: nameOf(200),
    country: countryIn,
    currency: currencyIn,
    timeZone: timeZoneIn.meta({ description: "Fixed once the first sale is posted." }),
    language: spoken,
    maxShared: maxSharedIn,
    holds: holdsIn,
    legalName: nameOf(300).nullable(),
    taxId: nameOf(60).nullable(),
    address: linesOf(500).nullable(),
    fees: workspaceFeesIn,
    guaranteeDays: days.meta({
      description: "What a new offer begins with; also of sales whose product has no offer.",
    }),
    clickDays: z
      .int()
      .min(180)
      .max(3650)
      .nullable()
      .meta({
        description: "How long single clicks are kept; null: without end. Totals by day stay.",
        examples: [730],
      }),
    writeOffDays: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .meta({
        description: "After so many days below zero a write-off is proposed to a second person; null: never.",
        examples: [180],
      }),
    externalId: externalId.nullable(),
    metadata,
  })
  .partial()
  .meta({ id: "WorkspaceChange" });

export const workspace = z
  .object({
    id: idOut("ws"),
    name: z.string(),
    country: z.string(),
    currency: currencyOut,
    timeZone: z.string(),
    timeZoneFixed: z.boolean().meta({ description: "True once the first sale is posted." }),
    language: spoken,
    maxShared: rateOut,
    holds: z.record(z.string(), z.int()),
    legalName: z.string().nullable(),
    taxId: z.string().nullable(),
    address: z.string().nullable(),
    fees: workspaceFees,
    guaranteeDays: z.int(),
    clickDays: z.int().nullable(),
    writeOffDays: z.int().nullable(),
    suspended: z
      .object({ at: instantOut, why: z.string() })
      .nullable()
      .meta({ description: "While it is, nobody changes anything; what sources report is still booked." }),
    demo: z.boolean(),
    producer: idOut("party").meta({ description: "The party that is the producer of every product." }),
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Workspace" });

export type Workspace = z.input<typeof workspace>;
