// The trial balance, now or as of the past: by kind on the network, by account in a file; and where the
// ledger's chain stands. Read only; each currency sums to zero, or the books are broken.
// Example: GET /v1/trial-balance?asOf=2026-03-31 → USD payable credit 58200, processor debit 58200, sum 0.
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import { decimalText } from "../../base/decimal-text.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { listAccounts, readTrialBalance } from "../../reports/balances.ts";
import { readLedgerHead } from "../../reports/entries.ts";
import { readNames } from "../../reports/names.ts";
import { lastSeqOf, type StandsAt } from "../../reports/sums-at.ts";
import { ledgerHead, trialBalance } from "../../wire/account.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { pastQuery, readPast } from "./read-past.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Balances";
const AT_ONCE = 1000;

export function trialBalanceRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/trial-balance",
    permission: "ledger:read",
    name: "readTrialBalance",
    tag: TAG,
    summary: "All accounts by kind: each currency sums to zero",
    query: pastQuery,
    answer: trialBalance,
    handle: async ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { today, past } = await readPast(app, tx, caller.ws, query);
        const at = { today, batch: past?.batch };
        const kinds = (await readTrialBalance(tx, caller.ws, at)) as z.input<typeof trialBalance>["kinds"];
        const totals = [...Map.groupBy(kinds, (one) => one.currency)].map(([currency, group]) => ({
          currency,
          balance: sumMinor(group.map((one) => one.balance)),
          debit: sumMinor(group.map((one) => one.debit)),
          credit: sumMinor(group.map((one) => one.credit)),
        }));
        return { asOf: today, seq: await lastSeqOf(tx, caller.ws, past?.batch), kinds, totals };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/trial-balance.csv",
    permission: "ledger:read",
    name: "exportTrialBalance",
    tag: TAG,
    summary: "Every account that something stands on, as debit or credit",
    query: pastQuery,
    produces: "text/csv",
    answer: z.string(),
    handle: async ({ app, caller, query, reply }) => {
      const at = await inWorkspace(app.db, caller.ws, async (tx) => {
        const { today, past } = await readPast(app, tx, caller.ws, query);
        // Of now too, one place of the ledger, however long the file takes.
        return { today, batch: past?.batch ?? (await readLedgerHead(tx, caller.ws))?.batch ?? 0 };
      });
      const name = `trial-balance-${at.today}.csv`;
      return writeCsv(reply, name, HEAD, rowsOf(app, caller.ws, at)) as never;
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/ledger-head",
    permission: "ledger:read",
    name: "readLedgerHead",
    tag: TAG,
    summary: "Where the ledger's chain stands: keep it, and a tail cut off later is seen",
    answer: ledgerHead,
    handle: async ({ app, caller }) => {
      const head = await inWorkspace(app.db, caller.ws, (tx) => readLedgerHead(tx, caller.ws));
      return head ?? { seq: 0, batch: 0, hash: "0".repeat(64) };
    },
  });
}

const HEAD = ["Account", "Kind", "Party or source", "Currency", "Debit", "Credit"] as const;

async function* rowsOf(app: App, ws: number, at: StandsAt): AsyncGenerator<string[][]> {
  const totals = new Map<string, { debit: number; credit: number }>();
  for (let after: number | undefined; ; ) {
    const { found, names } = await inWorkspace(app.db, ws, async (tx) => {
      const found = await listAccounts(tx, ws, { ...at, after, limit: AT_ONCE });
      return { found, names: await readNames(tx, ws, { parties: found.map((one) => one.owner) }) };
    });
    const standing = found.filter((one) => one.balance !== 0);
    yield standing.map((one) => {
      const { currency, balance } = one;
      const [debit, credit] = [Math.max(0, -balance), Math.max(0, balance)];
      const sum = totals.get(currency) ?? { debit: 0, credit: 0 };
      totals.set(currency, { debit: sumMinor([sum.debit, debit]), credit: sumMinor([sum.credit, credit]) });
      const whose = one.owner === null ? (one.source ?? "") : names.party(one.owner);
      return [String(one.number), one.kind, whose, currency, ...side(currency, debit, credit)];
    });
    if (found.length < AT_ONCE) break;
    after = found.at(-1)?.number;
  }
  yield [...totals].map(([currency, { debit, credit }]) => [
    ...["", "total", "", currency],
    ...[decimalText(debit, currency), decimalText(credit, currency)],
  ]);
}

/** Zero is left empty, as in any trial balance. */
function side(currency: string, debit: number, credit: number): string[] {
  return [debit, credit].map((amount) => (amount === 0 ? "" : decimalText(amount, currency)));
}
