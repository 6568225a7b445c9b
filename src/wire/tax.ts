// Tax facts on the network: a party's number, of which only the end is shown, and a calendar year's totals by
// quarter. They prepare a report and are none.
// Example: PUT /v1/parties/party_…/tax-id { "country": "BR", "number": "529.982.247-25" } → "•••• 4725"
import { z } from "zod";
import { amountIn, amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const newTaxId = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "must be a country of two letters, such as BR")
      .meta({ examples: ["BR"] }),
    number: z
      .string()
      .min(4)
      .max(40)
      .meta({ examples: ["529.982.247-25"] }),
  })
  .meta({ id: "NewTaxId" });

export const taxId = z
  .object({
    country: z.string(),
    kind: z.string().meta({ description: "cpf, cnpj, ein, ssn, vat …", examples: ["cpf"] }),
    hint: z.string().meta({ description: "The end of the number." }),
  })
  .meta({ id: "TaxId" });

export const ownTaxId = z.object({ taxId: taxId.nullable() }).meta({ id: "PartyTaxId" });

export const taxForm = z.enum(["1099-nec", "1099-k", "dac7", "brazil"]).meta({ id: "TaxForm" });

const totals = {
  earned: amountOut.meta({ description: "Given by sales, before anything was taken back." }),
  takenBack: amountOut,
  other: amountOut.meta({ description: "Fees, guarantees, bonuses and adjustments." }),
  paidOut: amountOut,
  sales: z.int(),
};

export const taxYear = z
  .object({
    party: namedParty,
    country: z.string().nullable(),
    taxId: taxId.nullable(),
    currency: currencyOut,
    ...totals,
    quarters: z.array(z.object({ quarter: z.int(), ...totals })),
    forms: z.array(taxForm).meta({ description: "Forms whose thresholds of that year are reached." }),
  })
  .meta({ id: "TaxYear" });

const fromYear = z
  .int()
  .min(2000)
  .max(2099)
  .meta({ description: "The first calendar year.", examples: [2027] });

export const taxThresholdOf = z
  .strictObject({ form: taxForm, from: fromYear })
  .meta({ id: "TaxThresholdOf" });

export const newTaxThreshold = z
  .strictObject({
    ...taxThresholdOf.shape,
    currency: currencyIn,
    amount: amountIn().meta({ description: "Reported when at least so much was earned; 0: any amount." }),
    sales: z.int().min(0).max(1_000_000).default(0).meta({ description: "And at least so many sales." }),
    note: z
      .string()
      .max(300)
      .default("")
      .meta({ description: "Which law, or who said so.", examples: ["P.L. 119-21"] }),
  })
  .meta({ id: "NewTaxThreshold" });

export const taxThreshold = z
  .object({
    form: taxForm,
    from: z.int().meta({ description: "Counts from this year on, until the next of the form begins." }),
    currency: currencyOut,
    amount: amountOut,
    sales: z.int(),
    note: z.string(),
    own: z.boolean().meta({ description: "Set by the workspace; false: what the program brings." }),
  })
  .meta({ id: "TaxThreshold" });

export const taxThresholds = z
  .object({ data: z.array(taxThreshold) })
  .meta({ id: "TaxThresholds", description: "By form and year." });

export type TaxThreshold = z.input<typeof taxThreshold>;
export type NewTaxThreshold = z.input<typeof newTaxThreshold>;
export type TaxId = z.input<typeof taxId>;
export type TaxYear = z.input<typeof taxYear>;
