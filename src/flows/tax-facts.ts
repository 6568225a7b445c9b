// Tax facts: a party's number, checked and sealed, and what each party earned in a year, by quarter, with the
// forms it may have to be reported on. Prepares, never files.
// Example: setTaxId(app, 7, bruno, { country: "BR", number: "529.982.247-25" }, ana) → cpf, "•••• 4725".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { checkTaxId, hintOf } from "../parties/check-tax-id.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import { readTaxIds, removeTaxId, saveTaxId, type TaxId } from "../parties/tax-ids.ts";
import { isReached, TAX_FORMS, type TaxForm } from "../statements/tax-forms.ts";
import { readThresholds } from "../statements/tax-thresholds.ts";
import { type QuarterTotals, readTaxTotals } from "../statements/tax-totals.ts";
import type { App } from "./app.ts";
import { safeOf } from "./seal-payout.ts";

const placeOf = (ws: number, party: Uuid) => `${ws} tax ${party}`;

/** Throws 422 `invalid_tax_id` for what cannot be a number of that country. */
export async function setTaxId(
  app: App,
  ws: number,
  party: Uuid,
  wanted: { country: string; number: string },
  by: { actor: string },
): Promise<TaxId> {
  const { country } = wanted;
  const found = checkTaxId(country, wanted.number);
  if (found === null) {
    const message = `is not a tax number of ${country}: look at its digits and at the country`;
    throw new Refusal(422, "invalid_tax_id", `number ${message}.`, {
      details: [{ path: "number", code: "invalid_tax_id", message }],
    });
  }
  const sealed = safeOf(app).seal(found.number, placeOf(ws, party));
  const one = { party, country, kind: found.kind, sealed, hint: hintOf(found.number) };
  await inWorkspace(app.db, ws, async (tx) => {
    await mustFindPartner(tx, ws, party, "party");
    const at = app.ids.now();
    await saveTaxId(tx, ws, { ...one, by: by.actor, at });
    const payload = { country, kind: found.kind };
    const subject = publicId("party", party);
    await addEvent(tx, ws, { type: "party.tax_id_set", subject, actor: by.actor, payload, at });
  });
  return one;
}

export async function forgetTaxId(app: App, ws: number, party: Uuid, by: { actor: string }): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    if (!(await removeTaxId(tx, ws, party))) return;
    const at = app.ids.now();
    const subject = publicId("party", party);
    await addEvent(tx, ws, { type: "party.tax_id_removed", subject, actor: by.actor, payload: {}, at });
  });
}

export interface TaxYear {
  party: Uuid;
  name: string;
  email: string | null;
  /** Of the tax number, else of the party. */
  country: string | null;
  taxId: Pick<TaxId, "country" | "kind" | "hint"> | null;
  /** Whole; null where it cannot be opened, or was not asked for. */
  number: string | null;
  currency: string;
  quarters: QuarterTotals[];
  earned: number;
  takenBack: number;
  other: number;
  paidOut: number;
  sales: number;
  forms: TaxForm[];
}

/** By name and currency. `open` answers numbers whole: for the file, asked for by who may. */
export async function readTaxYear(
  app: App,
  ws: number,
  year: number,
  { party, open = false }: { party?: Uuid | undefined; open?: boolean } = {},
): Promise<TaxYear[]> {
  const { rows, ids, thresholds } = await inWorkspace(app.db, ws, async (tx) => ({
    rows: await readTaxTotals(tx, ws, year, party),
    ids: await readTaxIds(tx, ws, party === undefined ? undefined : [party]),
    thresholds: await readThresholds(tx, ws),
  }));
  const grouped = Map.groupBy(rows, (row) => `${row.party} ${row.currency}`);
  return [...grouped.values()].map((quarters) => {
    const [first] = quarters as [QuarterTotals];
    const taxId = ids.get(first.party) ?? null;
    const sum = (key: "earned" | "takenBack" | "other" | "paidOut" | "sales") =>
      quarters.reduce((total, row) => total + row[key], 0);
    const country = taxId?.country ?? first.country;
    const totals = { earned: sum("earned"), paidOut: sum("paidOut"), sales: sum("sales") };
    const about = { country, currency: first.currency, ...totals };
    return {
      ...{
        party: first.party,
        name: first.name,
        email: first.email,
        country,
        taxId,
        currency: first.currency,
      },
      ...{ quarters, ...totals, takenBack: sum("takenBack"), other: sum("other") },
      number:
        open && taxId !== null ? (app.safe?.open(taxId.sealed, placeOf(ws, first.party)) ?? null) : null,
      forms: TAX_FORMS.filter((form) => isReached(form, year, about, thresholds) === true),
    };
  });
}
