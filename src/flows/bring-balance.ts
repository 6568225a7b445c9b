// One row of another tool's open balances: told to the affiliate as an opening balance, in the books once the
// affiliate has confirmed it. Known where the same one was told before.
// Example: "carla@example.com,412.50,USD" as of 2025-12-31 → carla is asked to confirm 412.50 USD.
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { decimalsOf, isCurrency } from "../base/currency.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Language, toLanguage } from "../notices/mail-language.ts";
import { listOpenings } from "../parties/opening-balance.ts";
import { decimalToMinor, explainDecimal } from "../sources/decimal.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { findBrought } from "./bring-affiliate.ts";
import { tellOpening } from "./open-balance.ts";
import { type Cells, type ProgrammeFile, refused } from "./programme-file.ts";
import type { Person } from "./propose-change.ts";

const MOST = 1_000;
/** The affiliate reads it: in the language in which the business writes to its partners. */
const NOTES: Record<Language, string> = {
  en: "From the tool used before.",
  "pt-BR": "Da ferramenta usada antes.",
};

export async function bringBalance(
  app: App,
  ws: number,
  tx: Tx,
  file: ProgrammeFile,
  cells: Cells,
  by: Person,
): Promise<boolean> {
  const party = await partyOf(tx, ws, cells);
  const currency = (cells("currency") || (file.currency ?? "")).toUpperCase();
  if (!isCurrency(currency)) throw refused("currency", "unknown_currency", "is no currency");
  const asOf = cells("asOf").slice(0, 10) || (file.asOf ?? "");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) {
    throw refused("asOf", "invalid_day", "must be a day such as 2025-12-31");
  }
  const amount = amountOf(cells("amount"), currency);
  // Nothing is owed: nothing to bring.
  if (amount === 0) return false;
  const told = await listOpenings(tx, ws, { party, limit: MOST });
  const isThere = told.some(
    (one) =>
      one.currency === currency && one.amount === amount && one.asOf === asOf && one.state !== "withdrawn",
  );
  if (isThere) return false;
  const { language } = await readWorkspace(tx, ws);
  await tellOpening(app, ws, { party, currency, amount, asOf, note: NOTES[toLanguage(language)] }, by);
  return true;
}

/** "1,234.50", "1.234,50", "$12" → minor units. */
function amountOf(text: string, currency: Parameters<typeof decimalsOf>[0]): number {
  const bare = text.replace(/[^0-9.,-]/g, "");
  const isComma = bare.lastIndexOf(",") > bare.lastIndexOf(".") && !/,\d{3}$/.test(bare);
  const decimal = isComma ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "");
  const amount = decimalToMinor(decimal, decimalsOf(currency));
  if (typeof amount === "number") return amount;
  throw refused("amount", "invalid_amount", explainDecimal(amount, text, currency, decimalsOf(currency)));
}

async function partyOf(tx: Tx, ws: number, cells: Cells): Promise<Uuid> {
  const party = await findBrought(tx, ws, cells);
  if (party !== null) return party;
  const code = cells("code");
  const [found] = code === "" ? [] : await listAffiliations(tx, ws, { code, limit: 1 });
  if (found !== undefined) return found.party;
  throw refused("affiliate", "unknown_party", "is nobody here: bring affiliates first");
}
