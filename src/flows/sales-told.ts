// What a partner is told of sales: each as it is recorded, or the sums of each day, or nothing, as each of
// its people chose. A day is one of the workspace, and what was recorded on it; a day without a sale is not
// told. Many at once are told as one.
// Example: "each": 3 sales in a minute → 3 notices; 4,000 out of a file → one: "4,000 sales, 23,280.00".
import { listAccountsOf } from "../access/party-accounts.ts";
import { dayIn } from "../base/calendar.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type HowOften, readSaleChoices } from "../notices/mail-choices.ts";
import type { NoticeFacts } from "../notices/notice.ts";
import { lockHead, markOnce, moveHead } from "../notices/notice-head.ts";
import { readNames } from "../reports/names.ts";
import {
  type Given,
  type GivenOfDay,
  listGivenSales,
  readGiven,
  readGivenByDay,
  readLastRecorded,
} from "../reports/sold-to-party.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { deliverNotices, type Told } from "./deliver-notices.ts";

const MOST_APART = 20;
const DAY_MS = 86_400_000;

export async function eachSale(tx: Tx, ws: number, run: { fromSeq: number; toSeq: number }): Promise<Told[]> {
  const wanting = await partiesWanting(tx, ws, "each");
  if (wanting.size === 0) return [];
  const given = Map.groupBy(
    await readGiven(tx, ws, { ...run, parties: [...wanting.keys()] }),
    (one) => one.party,
  );
  const told: Told[] = [];
  for (const [party, sums] of given) {
    const base = { to: "party" as const, party, actor: "system", only: wanting.get(party) ?? [] };
    const { partner } = await nameOf(tx, ws, party);
    const sales = sums.reduce((sum, one) => sum + one.sales, 0);
    if (sales > MOST_APART) {
      const facts: NoticeFacts = { partner, product: null, sales, given: sums.map(inCurrency) };
      told.push({ ...base, kind: "sales", leadsTo: null, facts });
      continue;
    }
    for (const one of await listGivenSales(tx, ws, party, { ...run, limit: MOST_APART })) {
      const { product, currency, paid, amount } = one;
      const sale = publicId("sale", one.sale);
      const facts = {
        partner,
        product,
        sale,
        paid: { currency, amount: paid },
        given: [{ currency, amount }],
      };
      told.push({ ...base, kind: "sale", leadsTo: sale, facts });
    }
  }
  return told;
}

/** Tells of every day that is over and was not told yet. Answers how many notices were written. */
export async function tellSalesOfDays(app: App, ws: number): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const { timeZone } = await readWorkspace(tx, ws);
    const today = new Date(dayIn(timeZone, app.ids.now()) * DAY_MS).toISOString().slice(0, 10);
    const { daySeq: afterSeq } = await lockHead(tx, ws);
    // Once a day, so that it may be asked for every few minutes.
    if (!(await markOnce(tx, ws, `day ${today}`, app.ids.now()))) return 0;
    const last = await readLastRecorded(tx, ws, { afterSeq, today, timeZone });
    if (last === afterSeq) return 0;
    await moveHead(tx, ws, { daySeq: last });
    const wanting = await partiesWanting(tx, ws, "daily");
    if (wanting.size === 0) return 0;
    const run = { parties: [...wanting.keys()], afterSeq, today, timeZone };
    const told: Told[] = [];
    for (const sums of groupByDay(await readGivenByDay(tx, ws, run))) {
      const [{ party, day }] = sums;
      const { partner } = await nameOf(tx, ws, party);
      const count = (name: "sales" | "earlier") => sums.reduce((sum, one) => sum + one[name], 0);
      const given = sums.map(inCurrency);
      const facts = { partner, product: null, day, sales: count("sales"), earlier: count("earlier"), given };
      const only = wanting.get(party) ?? [];
      told.push({ to: "party", party, kind: "sales_of_day", leadsTo: null, facts, actor: "system", only });
    }
    return await deliverNotices(app, tx, ws, told);
  });
}

function groupByDay(rows: readonly GivenOfDay[]): [GivenOfDay, ...GivenOfDay[]][] {
  const grouped = Map.groupBy(rows, ({ day, party }) => `${day} ${party}`);
  return [...grouped.values()] as [GivenOfDay, ...GivenOfDay[]][];
}

const inCurrency = ({ currency, amount, sales }: Given) => ({ currency, amount, sales });

async function nameOf(tx: Tx, ws: number, party: Uuid): Promise<{ partner: string }> {
  return { partner: (await readNames(tx, ws, { parties: [party] })).party(party) };
}

/** The parties that somebody speaks for who wants to hear so often, with those accounts. */
async function partiesWanting(tx: Tx, ws: number, how: HowOften): Promise<Map<Uuid, string[]>> {
  const spoken = await tx
    .selectFrom("party_account")
    .select("party")
    .distinct()
    .where("ws", "=", ws)
    .execute();
  const wanting = new Map<Uuid, string[]>();
  for (const { party } of spoken as { party: Uuid }[]) {
    const chosen = await readSaleChoices(tx, ws, party);
    const accounts = (await listAccountsOf(tx, ws, party)).map((one) => one.account);
    const those = accounts.filter((account) => (chosen.get(account) ?? "daily") === how);
    if (those.length > 0) wanting.set(party, those);
  }
  return wanting;
}
