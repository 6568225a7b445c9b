// The affiliate programme of a product on the network: who may join, how credit is given, which charges of a
// subscription earn, the terms of use; and the page that the public sees of it. Never a person's data.
// Example: { "access": "request", "windowDays": 60, "model": "last", "renewals": { "kind": "months", "count":
// 12 } }.
import { z } from "zod";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedProduct } from "./named.ts";
import { offerKind } from "./offer.ts";
import { passwordIn } from "./person.ts";
import { mailWay } from "./session.ts";

export const programAccess = z.enum(["open", "request", "invitation"]).meta({
  id: "ProgramAccess",
  description:
    "`open`: whoever applies is in. `request`: they are approved or refused. `invitation`: by invitation only.",
});
export const programState = z.enum(["open", "closed"]).meta({
  id: "ProgramState",
  description: "`closed` takes nobody new; who is in goes on.",
});
export const attributionModel = z.enum(["last", "first", "first_and_last", "linear"]).meta({
  id: "AttributionModel",
  description: "Whose click counts: the last, the first, both of them, or everybody's alike.",
});

const count = z.int().min(1).max(600);
const renewals = z
  .union([
    z.strictObject({ kind: z.enum(["first", "all"]) }),
    z.strictObject({ kind: z.enum(["charges", "months"]), count }),
  ])
  .meta({
    id: "RenewalRule",
    description:
      "Which charges of a subscription earn: only the first, all, so many in all, or those of so many months.",
    examples: [{ kind: "all" }],
  });

const windowDays = z
  .union([z.literal(30), z.literal(60), z.literal(90), z.literal(180), z.null()])
  .meta({ description: "How many days a click counts; null: without end.", examples: [60] });

export const slug = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{1,58}[a-z0-9])$/, "must be 3 to 60 small letters, digits and hyphens")
  .meta({ description: "The public page is /p/{slug}.", examples: ["piano-in-30-days"] });
const about = z.string().max(4000).meta({ description: "What affiliates should know, as text." });
const termsText = z.string().trim().min(1).max(20_000);

const credit = {
  windowDays,
  model: attributionModel,
  renewals,
  mayBuyOwn: z.boolean().meta({ description: "Does an affiliate's own purchase earn?" }),
  coproducersMay: z.boolean().meta({ description: "May a co-producer also be an affiliate?" }),
  couponsCredit: z
    .boolean()
    .meta({ description: "True: a coupon beats every link. False: a coupon credits nobody." }),
};

export const newProgram = z
  .strictObject({
    access: programAccess.default("request"),
    slug: slug.optional().meta({ description: "Left out: from the product's name." }),
    about: about.default(""),
    rate: rateIn.meta({ description: "For everybody; exceptions are commission rules." }),
    windowDays: windowDays.default(60),
    model: attributionModel.default("last"),
    renewals: renewals.default({ kind: "all" }),
    mayBuyOwn: z.boolean().default(false),
    coproducersMay: z.boolean().default(true),
    couponsCredit: z.boolean().default(true),
    terms: termsText.optional().meta({ description: "Terms of use, as text." }),
  })
  .meta({ id: "NewProgram" });

/** Left out: as it is. */
export const programChange = z
  .strictObject({ state: programState, access: programAccess, slug, about, ...credit, basedOn })
  .partial()
  .meta({ id: "ProgramChange" });

export const newProgramTerms = z.strictObject({ text: termsText }).meta({ id: "NewProgramTerms" });

export const termsReminded = z
  .object({ count: z.int().meta({ description: "How many are told." }) })
  .meta({ id: "TermsReminded" });

export const programTerms = z
  .object({ version: z.int(), text: z.string(), createdAt: instantOut })
  .meta({ id: "ProgramTerms" });

const rules = z.object({
  windowDays: z.int().nullable(),
  model: attributionModel,
  renewals: z.object({ kind: z.enum(["first", "all", "charges", "months"]), count: z.int().nullable() }),
  mayBuyOwn: z.boolean(),
  coproducersMay: z.boolean(),
  couponsCredit: z.boolean(),
});

export const programRules = rules.meta({ id: "ProgramRules" });

export const program = z
  .object({
    product: namedProduct,
    version: z.int(),
    state: programState,
    access: programAccess,
    slug: z.string(),
    page: z.string().meta({ description: "The address of the public page." }),
    about: z.string(),
    rules: programRules.meta({ description: "Those in force." }),
    next: programRules
      .extend({ starts: instantOut })
      .nullable()
      .meta({ description: "Those announced, that begin after three days' notice." }),
    rate: rateOut.nullable().meta({ description: "For everybody, today." }),
    terms: programTerms.nullable(),
    counts: z.object({
      ...{ requested: z.int(), approved: z.int(), suspended: z.int(), all: z.int() },
      withoutTerms: z.int().meta({
        description: "Of those approved or suspended, who has not accepted the terms of use in force.",
      }),
    }),
    createdAt: instantOut,
  })
  .meta({ id: "Program" });

/** Another rate of an offer, or of everybody from a day on. */
const pageRate = z.object({ rate: rateOut, from: instantOut.nullable(), until: instantOut.nullable() });

export const programPage = z
  .object({
    slug: z.string(),
    product: z.string(),
    business: z.string(),
    about: z.string(),
    state: programState,
    access: programAccess,
    rules: programRules,
    next: programRules.extend({ starts: instantOut }).nullable(),
    base: z.enum(["net", "gross"]).meta({ description: "What the commission is a share of." }),
    rate: rateOut.nullable(),
    nextRate: pageRate.nullable(),
    terms: programTerms.nullable(),
    offers: z.array(
      z.object({
        id: idOut("offer"),
        name: z.string(),
        currency: currencyOut,
        price: amountOut,
        kind: offerKind,
        every: z.string().nullable(),
        rate: rateOut,
        example: z
          .object({ fees: amountOut, base: amountOut, commission: amountOut })
          .meta({ description: "A sale at this price, without tax, as the engine splits it today." }),
      }),
    ),
    timeZone: z.string(),
    recruiter: z.boolean().meta({ description: "`by` leads to an affiliate manager of the product." }),
    invited: z.boolean().meta({ description: "`invited` is an open invitation." }),
    invitedAs: z.string().nullable().meta({
      description: "The invited address, told to whoever holds its link where this server sends no mail.",
    }),
    mail: mailWay,
    ownRate: z.boolean().meta({ description: "The rate is the invitation's: theirs alone." }),
  })
  .meta({ id: "ProgramPage" });

export const slugQuery = {
  slug: z.string().min(1).max(80),
  by: z.string().max(64).optional(),
  invited: z.string().max(64).optional(),
};

export const application = z
  .strictObject({
    slug: z
      .string()
      .min(1)
      .max(80)
      .meta({ examples: ["piano-in-30-days"] }),
    terms: z.int().nullable().meta({ description: "The version of the terms of use that was accepted." }),
    note: z.string().max(2000).default(""),
    code: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
        "must be 1 to 64 letters, digits, dots, hyphens or underscores",
      )
      .optional()
      .meta({ examples: ["CARLA"] }),
    by: z.string().max(64).optional().meta({ description: "The code of a manager's recruiting link." }),
    invited: z.string().max(64).optional().meta({ description: "The secret of an invitation's link." }),
    party: idIn("party")
      .optional()
      .meta({ description: "As which of my parties; left out: the one of that business." }),
  })
  .meta({ id: "ProgramApplication" });

export const applied = z
  .object({
    party: idOut("party"),
    affiliation: idOut("affiliation"),
    state: z.enum(["requested", "approved"]),
    code: z.string(),
  })
  .meta({ id: "ProgramApplied" });

export const signUp = z
  .strictObject({
    slug: z
      .string()
      .min(1)
      .max(80)
      .meta({ examples: ["piano-in-30-days"] }),
    email: z.email().max(254),
    name: z.string().trim().min(1).max(200),
    by: z.string().max(64).optional(),
    invited: z.string().max(64).optional(),
  })
  .meta({ id: "ProgramSignUp" });

/** Where no mail leaves: the link of an invitation makes the account of its address. */
export const joinedByHand = z
  .strictObject({
    slug: z.string().min(1).max(80),
    invited: z.string().max(64),
    name: z.string().trim().min(1).max(200),
    password: passwordIn,
  })
  .meta({ id: "ProgramJoinByHand" });

export type Program = z.input<typeof program>;
export type ProgramRules = z.input<typeof programRules>;
export type ProgramPage = z.input<typeof programPage>;
export type NewProgram = z.input<typeof newProgram>;
export type ProgramChange = z.input<typeof programChange>;
export type Applied = z.input<typeof applied>;
