// What Hotmart says each party got of a purchase, as reported and in the currency of the sale. Commissions
// may be in the currency of the payout: then what is shared is divided over them by largest remainder, so
// that they add up in the currency of the sale. COPRODUCER and CO_PRODUCER are the same; the webhook names
// none of them.
// Example: shared 10.00 USD, MARKETPLACE 5.50 BRL, PRODUCER 49.50 BRL → fee 1.00 USD, producer 9.00 USD.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { convertShares } from "./convert-shares.ts";
import { readCurrency, readDecimal } from "./hotmart-facts.ts";
import type { Fields } from "./json.ts";
import type { Note, ReportedPart, SourceRole } from "./message.ts";
import { sumAmounts } from "./sum-amounts.ts";

const ROLES: ReadonlyMap<string, SourceRole> = new Map([
  ["MARKETPLACE", "processor_fee"],
  ["PRODUCER", "producer"],
  ["COPRODUCER", "coproducer"],
  ["CO_PRODUCER", "coproducer"],
  ["AFFILIATE", "affiliate"],
  ["ADDON", "addon"],
]);

export interface Commissions {
  reported: ReportedPart[];
  /** Of each reported part, in the currency of the sale; null where no exact way leads there. */
  amounts: Minor[] | null;
}

interface Commission {
  part: ReportedPart;
  /** The same after Hotmart's own conversion, where it tells one. */
  converted: { amount: Minor; currency: Currency } | null;
}

/** `shared` is what the commissions are of: what was paid less tax and interest. */
export function readCommissions(data: Fields, currency: Currency, shared: Minor, notes: Note[]): Commissions {
  const commissions = data.items("commissions").map(readCommission);
  const reported = commissions.map(({ part }) => part);
  const amounts = amountsIn(currency, commissions) ?? convert(commissions, shared, notes);
  const total = sumAmounts(data, "commissions", amounts ?? []);
  if (amounts === null) {
    const message = "the commissions are in currencies that cannot be brought to that of the sale";
    notes.push({ code: "fees_unknown", message, path: "data.commissions" });
  } else if (amounts.length > 0 && total !== shared) {
    const message = `the commissions add up to ${total} minor units, what was shared is ${shared}`;
    notes.push({ code: "commissions_do_not_add_up", message, path: "data.commissions" });
  }
  return { reported, amounts };
}

function readCommission(item: Fields): Commission {
  const source = item.text("source", 40) ?? "";
  const role = ROLES.get(source);
  if (role === undefined) item.fail("source", "unknown_role", `"${source}" is not a role we know`);
  const currency = readCurrency(item);
  const amount = readDecimal(item, "value", currency);
  const part: ReportedPart = { role: role ?? "addon", ref: null, name: null, amount, currency };
  if (item.get("currency_conversion.converted_to_currency") === undefined) return { part, converted: null };
  const conversion = item.at("currency_conversion");
  const converted = readCurrency(conversion, "converted_to_currency");
  return {
    part,
    converted: { amount: readDecimal(conversion, "converted_value", converted), currency: converted },
  };
}

/** The amounts of all commissions in this currency, own or converted by Hotmart; null when one has none. */
function amountsIn(currency: Currency, commissions: readonly Commission[]): Minor[] | null {
  const amounts: Minor[] = [];
  for (const { part, converted } of commissions) {
    if (part.currency === currency) amounts.push(part.amount);
    else if (converted?.currency === currency) amounts.push(converted.amount);
    else return null;
  }
  return amounts;
}

/** Through any one currency that all commissions have: in proportion, exactly. */
function convert(commissions: readonly Commission[], shared: Minor, notes: Note[]): Minor[] | null {
  const currencies = new Set(
    commissions.flatMap(({ part, converted }) => [part.currency, converted?.currency]),
  );
  for (const currency of currencies) {
    if (currency === undefined) continue;
    const amounts = amountsIn(currency, commissions);
    const shares = amounts === null ? undefined : convertShares(shared, amounts);
    if (shares === undefined) continue;
    const message = `what was shared was divided over the commissions in ${currency}`;
    notes.push({ code: "commissions_converted", message, path: "data.commissions" });
    return shares;
  }
  return null;
}
