// Where and how a party is paid, on the network: the place goes in whole and comes out masked, never the
// other way. Example: PUT /v1/parties/party_…/payout-method { "method": { "kind": "iban", "holder": "Bruno
// Lima", "iban": "DE89…" } } → { "kind": "iban", "hint": "DE89 •••• 3000", "usableAt": "…" }
import { z } from "zod";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

const line = (max: number, example: string) =>
  z
    .string()
    .min(1)
    .max(max)
    .meta({ examples: [example] });
const holder = nameOf(140).meta({ examples: ["Bruno Lima"] });
const email = line(254, "bruno@example.com");

export const payoutMethodIn = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("iban"),
      holder,
      iban: line(60, "DE89 3704 0044 0532 0130 00"),
      bic: z.string().max(20).nullable().default(null),
    }),
    z.strictObject({
      kind: z.literal("us_bank"),
      holder,
      routing: line(20, "021000021"),
      account: line(30, "12345678"),
      accountType: z.enum(["checking", "savings"]).default("checking"),
    }),
    z.strictObject({ kind: z.literal("paypal"), email }),
    z.strictObject({
      kind: z.literal("pix"),
      holder,
      keyType: z.enum(["cpf", "cnpj", "email", "phone", "random"]),
      key: line(120, "bruno@example.com"),
    }),
    z.strictObject({ kind: z.literal("stripe"), account: line(60, "acct_1NvXabcdEFGH") }),
    z.strictObject({ kind: z.literal("wise"), holder, email }),
  ])
  .meta({ id: "PayoutMethodInput" });

const password = z
  .string()
  .min(1)
  .max(1000)
  .optional()
  .meta({ description: "Of who asks. Without one the sign-in must be of this quarter of an hour." });

/** Takes something away: the password again, or a sign-in of the last 15 minutes. */
export const payoutRemoval = z.strictObject({ password }).nullish().meta({ id: "PayoutRemoval" });

export const newPayoutMethod = z
  .strictObject({ method: payoutMethodIn, password })
  .meta({ id: "NewPayoutMethod" });

export const methodKind = z.enum(["iban", "us_bank", "paypal", "pix", "stripe", "wise"]);
export const rail = z.enum(["csv", "sepa", "ach", "wise", "pix", "paypal", "stripe"]);
export const schedule = z.enum(["on_demand", "weekly", "monthly"]);

export const payoutMethod = z
  .object({
    kind: methodKind,
    hint: z.string().meta({ description: "Masked." }),
    setBy: z.string(),
    setSide: z.enum(["producer", "party"]),
    setAt: instantOut,
    usableAt: instantOut.meta({ description: "72 hours after a change; the first counts at once." }),
  })
  .meta({ id: "PayoutMethod" });

const minimum = z
  .int()
  .min(0)
  .max(1_000_000_000_000)
  .meta({
    description:
      "As a currency with two decimals would count it, scaled to others: 1000 is 10.00 USD, 10 JPY.",
    examples: [1000],
  });

/** Left out: as it is; null: as the business does with everybody. */
export const payoutSettingsChange = z
  .strictObject({
    rail: rail.nullable(),
    currency: currencyIn.nullable(),
    minimum: minimum.nullable(),
    schedule: schedule.nullable(),
    held: z.boolean(),
    heldWhy: z.string().max(500),
  })
  .partial()
  .meta({ id: "PayoutSettingsChange" });

export const payoutSettings = z
  .object({
    rail: rail.nullable(),
    currency: currencyOut.nullable(),
    minimum: z.int().nullable(),
    schedule: schedule.nullable(),
    held: z.boolean(),
    heldWhy: z.string(),
  })
  .meta({ id: "PayoutSettings" });

export const payoutPolicyChange = z
  .strictObject({
    fourEyes: z.boolean().nullable().meta({ description: "null: on as soon as two people may approve." }),
    schedule,
    minimum,
  })
  .partial()
  .extend({ password })
  .meta({ id: "PayoutPolicyChange" });

export const payoutPolicy = z
  .object({
    fourEyes: z.boolean().nullable(),
    fourEyesNow: z.boolean().meta({ description: "Does it take two at this moment?" }),
    approvers: z.int().meta({ description: "How many people may approve." }),
    schedule,
    minimum: z.int(),
  })
  .meta({ id: "PayoutPolicy" });

/** Why a run does not pay somebody. */
export const leftOutReason = z.enum([
  "below_minimum",
  "negative",
  "held",
  "no_method",
  "method_changed",
  "in_other_run",
  "rail_does_not_fit",
  "above_rail",
  "rail_not_set_up",
  "no_rate",
  "not_chosen",
]);

const availability = z
  .object({
    currency: currencyOut,
    available: amountOut,
    least: amountOut.meta({ description: "The minimum, in this currency." }),
    nextOn: z.iso.date().nullable(),
    expected: amountOut
      .nullable()
      .meta({ description: "What there will be on that day, when nothing else is sold or taken back." }),
    whyNot: z
      .object({ reason: leftOutReason, facts: z.record(z.string(), z.unknown()) })
      .nullable()
      .meta({
        description: "Why that run, or one of today, would leave it out as things stand; null: it would not.",
      }),
  })
  .meta({ description: "`nextOn`: when the next scheduled run takes it up; null: when asked, or by hand." });

export const payoutDetails = z
  .object({
    party: namedParty,
    method: payoutMethod.nullable(),
    settings: payoutSettings,
    policy: z.object({ schedule, minimum: z.int() }),
    owed: z.array(availability),
    requests: z.array(
      z.object({
        ...{ currency: currencyOut, askedAt: instantOut },
        taken: z.boolean().meta({ description: "A proposed run has taken it up already." }),
      }),
    ),
  })
  .meta({ id: "PayoutDetails" });

export const payoutAsk = z.strictObject({ currency: currencyIn }).meta({ id: "PayoutAsk" });

export const payingAccountIn = z
  .discriminatedUnion("rail", [
    z.strictObject({
      rail: z.literal("sepa"),
      name: nameOf(70),
      iban: line(60, "DE89 3704 0044 0532 0130 00"),
      bic: z.string().max(20).nullable().default(null),
    }),
    z.strictObject({
      rail: z.literal("ach"),
      companyName: nameOf(16),
      companyId: line(10, "1234567890"),
      routing: line(9, "021000021"),
      bankName: nameOf(23),
    }),
    z.strictObject({
      rail: z.literal("paypal"),
      clientId: line(200, "AeA1QIZXiflr1_-r0U2UbWTz"),
      secret: line(200, "EC6Sb7nRfPXq8k2"),
      environment: z.enum(["live", "sandbox"]).default("live"),
      webhookId: line(100, "8PT597110X687430LKGECATA").nullish().meta({
        description:
          "Of a webhook to /hooks/payouts/paypal/<workspace>: PayPal then tells by itself. Left out: as it is; null: none.",
      }),
    }),
    z.strictObject({
      rail: z.literal("stripe"),
      apiKey: line(300, "rk_live_51Nabcdefgh"),
      webhookSecret: line(200, "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH").nullish().meta({
        description:
          "Of a webhook to /hooks/payouts/stripe/<workspace>: Stripe then tells by itself. Left out: as it is; null: none.",
      }),
    }),
  ])
  .meta({ id: "PayingAccountInput" });

export const newPayingAccount = z
  .strictObject({ account: payingAccountIn, password })
  .meta({ id: "NewPayingAccount" });

export const payingAccount = z
  .object({
    rail,
    hint: z.string(),
    webhook: z.boolean().meta({ description: "Does the service tell by itself what became of payouts?" }),
    changedAt: instantOut,
  })
  .meta({ id: "PayingAccount" });

export const payingAccounts = z.object({ data: z.array(payingAccount) }).meta({ id: "PayingAccounts" });

export const payoutRequest = z
  .object({ party: namedParty, currency: currencyOut, askedAt: instantOut })
  .meta({ id: "PayoutRequest" });

export const payoutRequests = z.object({ data: z.array(payoutRequest) }).meta({ id: "PayoutRequests" });

export type PayoutMethodIn = z.input<typeof payoutMethodIn>;
export type PayingAccountIn = z.input<typeof payingAccountIn>;
export type PayoutMethod = z.input<typeof payoutMethod>;
export type PayoutDetails = z.input<typeof payoutDetails>;
export type PayoutPolicy = z.input<typeof payoutPolicy>;
export type PayoutSettings = z.input<typeof payoutSettings>;
export type PayingAccount = z.input<typeof payingAccount>;
export type PayoutRequest = z.input<typeof payoutRequest>;
