// Journals for programs that keep a chart of accounts of their own: QuickBooks and Xero get what each kind of
// account got on each day, a journal a day and currency; who is owed what stays here. Each in the columns,
// the days and the size of file that its importer takes. Pure.
// Example: 8 March, payable 5.82 USD → Xero: Partage 2026-03-08 USD, 08 Mar 2026, Partage payable, 2000,
// Tax Exempt, -5.82.
import { decimalText } from "../../base/decimal-text.ts";

export type JournalProgram = "quickbooks" | "xero";

/** What one kind of account got on one day; of money at a source, each source apart. */
export interface DaySum {
  /** "2026-03-08". */
  day: string;
  currency: string;
  kind: string;
  source: string | null;
  /** Minor units with our signs. */
  amount: number;
}

export interface JournalForm {
  /** How QuickBooks reads "03/08": as its company's country writes days. */
  dates: "month_first" | "day_first";
  /** What Xero calls the rate of nothing. */
  taxRate: string;
}

/** As their importers name them, in that order. */
export const JOURNAL_HEADS: Readonly<Record<JournalProgram, readonly string[]>> = {
  quickbooks: ["Journal No.", "Journal Date", "Account Name", "Description", "Debits", "Credits", "Currency"],
  xero: ["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"],
};

/** Lines that one file may have; QuickBooks names no limit. */
const MOST_LINES: Readonly<Record<JournalProgram, number>> = {
  quickbooks: Number.POSITIVE_INFINITY,
  xero: 300,
};

/** To be added once to the other program's chart: a name that stands for itself, and a free code. */
const CHART: Readonly<Record<string, readonly [name: string, code: string]>> = {
  bank: ["Partage bank", "1000"],
  processor: ["Partage processor", "1100"],
  payable: ["Partage payable", "2000"],
  reserved: ["Partage reserved", "2010"],
  in_transit: ["Partage in transit", "2020"],
  tax: ["Partage tax", "2100"],
  platform_fees: ["Partage platform fees", "2200"],
  processor_fees: ["Partage processor fees", "2210"],
  fx: ["Partage exchange", "3000"],
  write_off: ["Partage written off", "6000"],
};

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The files of whole journals; at least one, which may be empty. `sums` by day and currency. */
export function journalFiles(program: JournalProgram, sums: readonly DaySum[]): DaySum[][] {
  const files: DaySum[][] = [[]];
  for (const journal of Map.groupBy(sums, ({ day, currency }) => `${day} ${currency}`).values()) {
    const file = files.at(-1) as DaySum[];
    if (file.length > 0 && file.length + journal.length > MOST_LINES[program]) files.push([...journal]);
    else file.push(...journal);
  }
  return files;
}

export function journalRow(program: JournalProgram, sum: DaySum, form: JournalForm): string[] {
  const { day, currency, kind, source, amount } = sum;
  const [known, code] = CHART[kind] ?? [`Partage ${kind}`, ""];
  // Sources are few, and what each of them holds is looked up by an accountant.
  const name = source === null ? known : `${known} ${source.replace(/[^A-Za-z0-9-]+/g, "-")}`;
  if (program === "xero") {
    const [year, month, ofMonth] = day.split("-");
    const date = `${ofMonth} ${MONTHS[Number(month) - 1]} ${year}`;
    return [
      ...[`Partage ${day} ${currency}`, date, name, code, form.taxRate],
      decimalText(0 - amount, currency),
    ];
  }
  const figure = decimalText(Math.abs(amount), currency);
  const [debit, credit] = amount < 0 ? [figure, ""] : ["", figure];
  return [`${day} ${currency}`, dayOf(day, form), name, `Partage ${day}`, debit, credit, currency];
}

function dayOf(day: string, { dates }: JournalForm): string {
  const [year, month, ofMonth] = day.split("-");
  return dates === "month_first" ? `${month}/${ofMonth}/${year}` : `${ofMonth}/${month}/${year}`;
}
