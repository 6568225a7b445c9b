// Puts statements together from what was added up: the period, the names and the terms as they stand now, so
// that the paper says the same when they change. Numbers come from the caller. Reads only.
// Example: sums of bruno in March → from 1 to 31 March, "Bruno Lima", 10 % of "Piano in 30 days" by version
// 2.
import { newUuid, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { contractsOfParties } from "../contracts/read-contracts.ts";
import type { Tx } from "../db/transaction.ts";
import { readParties } from "../parties/read-parties.ts";
import { readTaxIds } from "../parties/tax-ids.ts";
import { readNames } from "../reports/names.ts";
import { readReserves } from "../reports/rolling-reserve.ts";
import { SECTIONS, type StatementDocument } from "../statements/statement.ts";
import { sumChecked } from "../statements/sum-checked.ts";
import type { StatementSums } from "../statements/sum-statements.ts";
import type { NewStatement } from "../statements/write-statement.ts";
import { readInstantAfter, readWorkspace } from "../workspaces/read-workspace.ts";
import { agreedThen } from "./agreed-then.ts";
import type { App } from "./app.ts";
import { addStatedThen, readCommissionsThen } from "./commissions-then.ts";

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
  const held = all.filter((sums) => sums.reserved !== 0).map((sums) => sums.party);
  const upTo = { before: period.before, seq: period.head.seq };
  const checked = await sumChecked(tx, ws, { parties: held, ...upTo });
  const commissions = await readCommissionsThen(tx, ws, ids);
  const dayStarts = await readDayStarts(tx, ws, period, all);
  const { name, legalName, taxId, address, country, timeZone } = workspace;
  const composed = all.map((sums): Composed => {
    const party = parties.get(sums.party);
    assert(party, `there is no party ${sums.party}`);
    const fromDay = fromDayOf(sums, period);
    const agreed = (contracts.get(sums.party) ?? []).flatMap((contract) =>
      agreedThen(contract, {
        ...{ from: fromDay, before: period.before, timeZone, currency: sums.currency },
        name: names.product(contract.product),
      }),
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
      commissions: commissions(sums.party, {
        from: dayStarts.get(fromDay) as number,
        until: period.before.getTime(),
        timeZone,
      }),
    };
    return {
      ...compose(newUuid(app.ids), sums, period, fromDay, document),
      rolling: rolling.get(`${sums.party} ${sums.currency}`) ?? 0,
      checked: checked.get(`${sums.party} ${sums.currency}`) ?? 0,
    };
  });
  const partners = composed.filter((one) => parties.get(one.party)?.kind === "partner");
  await addStatedThen(tx, ws, partners);
  return composed;
}

/**
 * What rolling reserves hold on the last day, of what is not pending then and not in dispute: as each was set
 * when the day ended, of what is known at the statement's place of the ledger.
 */
function readRolling(tx: Tx, ws: number, { until, before, head }: Period, all: readonly StatementSums[]) {
  const rows = all.map((sums) => {
    const { party, currency, pending } = sums;
    return { party, currency, pending, available: closingOf(sums) - sums.reserved - pending };
  });
  const past = { at: before.getTime() - 1, batch: head.batch };
  return readReserves(tx, ws, rows, { today: until, past, isOver: true });
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
): Omit<Composed, "rolling" | "checked"> {
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

function fromDayOf(sums: StatementSums, period: Period): string {
  return sums.sinceDay === null ? firstDay(sums, period) : dayAfter(sums.sinceDay);
}

/** The first instants of the days that the statements begin on. */
async function readDayStarts(
  tx: Tx,
  ws: number,
  period: Period,
  all: readonly StatementSums[],
): Promise<Map<string, number>> {
  const starts = new Map<string, number>();
  for (const day of new Set(all.map((sums) => fromDayOf(sums, period)))) {
    starts.set(day, (await readInstantAfter(tx, ws, dayAfter(day, -1))).getTime());
  }
  return starts;
}

/** Of a party's first: the month of its last day, or the day of its first entry where that is earlier. */
function firstDay(sums: StatementSums, { until }: Period): string {
  const month = `${until.slice(0, 7)}-01`;
  return sums.firstDay !== null && sums.firstDay < month ? sums.firstDay : month;
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
