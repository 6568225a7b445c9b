// Puts statements together from what was added up: the period, the names and the terms as they stand now, so
// that the paper says the same when they change. Numbers come from the caller. Reads only.
// Example: sums of bruno in March → from 1 to 31 March, "Bruno Lima", 10 % of "Piano in 30 days" by version
// 2.
import { dayIn } from "../base/calendar.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Contract } from "../contracts/contract.ts";
import { contractsOfParties } from "../contracts/read-contracts.ts";
import { termsInWords } from "../contracts/terms-in-words.ts";
import type { Tx } from "../db/transaction.ts";
import { readParties } from "../parties/read-parties.ts";
import { readTaxIds } from "../parties/tax-ids.ts";
import { readNames } from "../reports/names.ts";
import { readReserves } from "../reports/rolling-reserve.ts";
import { type AgreedThen, SECTIONS, type StatementDocument } from "../statements/statement.ts";
import type { StatementSums } from "../statements/sum-statements.ts";
import type { NewStatement } from "../statements/write-statement.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface Period {
  until: string;
  /** The first instant after it. */
  before: Date;
  head: { seq: number; batch: number; hash: string };
}

/** Without their numbers. */
export type Composed = Omit<NewStatement, "number">;

export async function composeStatements(
  app: App,
  tx: Tx,
  ws: number,
  period: Period,
  all: readonly StatementSums[],
): Promise<Composed[]> {
  const workspace = await readWorkspace(tx, ws);
  const ids = [...new Set(all.map((one) => one.party))];
  const parties = await readParties(tx, ws, ids);
  const taxIds = await readTaxIds(tx, ws, ids);
  const contracts = await contractsOfParties(tx, ws, ids);
  const products = [...contracts.values()].flat().map((one) => one.product);
  const names = await readNames(tx, ws, { products });
  const rolling = await readRolling(tx, ws, period, all);
  const { name, legalName, taxId, address, country, timeZone } = workspace;
  return all.map((sums) => {
    const party = parties.get(sums.party);
    assert(party, `there is no party ${sums.party}`);
    const fromDay = sums.sinceDay === null ? firstDay(sums, period) : dayAfter(sums.sinceDay);
    const agreed = (contracts.get(sums.party) ?? []).flatMap((contract) =>
      inForce(contract, { from: fromDay, timeZone, period, name: names.product(contract.product), sums }),
    );
    const document: StatementDocument = {
      workspace: { name, legalName, taxId, address, country, timeZone },
      party: {
        name: party.name,
        email: party.email,
        country: party.country,
        taxId: taxIds.get(sums.party)?.hint ?? null,
      },
      products: sums.products,
      terms: agreed,
    };
    return {
      ...compose(newUuid(app.ids), sums, period, fromDay, document),
      rolling: rolling.get(`${sums.party} ${sums.currency}`) ?? 0,
    };
  });
}

/** What rolling reserves hold on the last day, of what is not pending then and not in dispute. */
function readRolling(tx: Tx, ws: number, { until }: Period, all: readonly StatementSums[]) {
  const rows = all.map((sums) => {
    const { party, currency, pending } = sums;
    return { party, currency, pending, available: closingOf(sums) - sums.reserved - pending };
  });
  return readReserves(tx, ws, rows, { today: until, isOver: true });
}

function closingOf({ opening, sections }: StatementSums): number {
  return SECTIONS.reduce((sum, section) => sum + sections[section], opening);
}

function compose(
  id: Uuid,
  sums: StatementSums,
  period: Period,
  fromDay: string,
  document: StatementDocument,
): Omit<Composed, "rolling"> {
  const { sections, since, sinceDay: _, firstDay: __, products: ___, reservedBefore: ____, ...rest } = sums;
  return {
    ...rest,
    ...sections,
    id,
    fromDay,
    untilDay: period.until,
    before: period.before,
    headSeq: period.head.seq,
    headBatch: period.head.batch,
    headHash: period.head.hash,
    since: since === null ? null : new Date(since),
    closing: closingOf(sums),
    document,
  };
}

/** Of a party's first: the month of its last day, or the day of its first entry where that is earlier. */
function firstDay(sums: StatementSums, { until }: Period): string {
  const month = `${until.slice(0, 7)}-01`;
  return sums.firstDay !== null && sums.firstDay < month ? sums.firstDay : month;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

interface Within {
  from: string;
  timeZone: string;
  period: Period;
  name: string;
  sums: StatementSums;
}

/** Each version that was in force on a day of the period, in words. */
function inForce(contract: Contract, { from, timeZone, period, name, sums }: Within): AgreedThen[] {
  const day = (at: number) => new Date(dayIn(timeZone, at) * 86_400_000).toISOString().slice(0, 10);
  return contract.versions.flatMap((version, index) => {
    const next = contract.versions[index + 1];
    const ends = Math.min(version.ends ?? Number.POSITIVE_INFINITY, next?.starts ?? Number.POSITIVE_INFINITY);
    const isOver = Number.isFinite(ends) && day(ends - 1) < from;
    if (version.starts >= period.before.getTime() || isOver || ends <= version.starts) return [];
    const about = { timeZone, currency: sums.currency, starts: version.starts, ends: version.ends };
    const words = (language: "en" | "pt-BR") =>
      termsInWords(version.terms, { ...about, language }).map(([label, text]): [string, string] => [
        label,
        text,
      ]);
    return [
      {
        contract: publicId("contract", contract.id),
        version: version.version,
        product: name,
        starts: day(version.starts),
        ends: Number.isFinite(ends) ? day(ends - 1) : null,
        invoices: version.terms.invoices,
        words: { en: words("en"), "pt-BR": words("pt-BR") },
      },
    ];
  });
}
