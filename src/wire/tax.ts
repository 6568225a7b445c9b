// Tax facts on the network: a party's number, of which only the end is shown, and a calendar year's totals by
// quarter. They prepare a report and are none.
// Example: PUT /v1/parties/party_…/tax-id { "country": "BR", "number": "529.982.247-25" } → "•••• 4725"
import { z } from "zod";
import { amountOut, currencyOut } from "./money.ts";
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

export type TaxId = z.input<typeof taxId>;
export type TaxYear = z.input<typeof taxYear>;
