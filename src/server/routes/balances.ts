// Balances of parties, accounts with their entries, and the trial balance. Read only: money moves by sales
// and refunds.
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { type AccountEntry, listAccountEntries } from "../../reports/account-entries.ts";
import {
  type Account,
  listAccounts,
  listBalances,
  readTrialBalance,
  todayIn,
} from "../../reports/balances.ts";
import { listBalancesAt } from "../../reports/balances-at.ts";
import { readLedgerHead } from "../../reports/entries.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { withReserves } from "../../reports/rolling-reserve.ts";
import {
  account,
  accountEntry,
  accountKind,
  balance,
  ledgerHead,
  type Account as Shown,
  trialBalance,
} from "../../wire/account.ts";
import { idIn, showId } from "../../wire/id.ts";
import { instantIn, showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { partyKind } from "../../wire/party.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";
import { showSubject } from "./show-subject.ts";

const TAG = "Balances";

/** In a path; what is no number of ours is answered 404. */
const number = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/)
  .transform(Number)
  .meta({ override: { type: "integer", minimum: 1 } });

export function balanceRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/balances",
    permission: "ledger:read",
    name: "listBalances",
    tag: TAG,
    summary: "What each party is owed, by currency",
    query: {
      party: idIn("party").optional(),
      currency: currencyIn.optional(),
      kind: partyKind.optional(),
      search: z.string().min(1).max(200).optional(),
      negative: z
        .literal("true")
        .optional()
        .meta({ description: "Only those who owe more than they are owed." }),
      at: instantIn.optional().meta({
        description: "As it was recorded by then; not together with `negative`. Now when left out.",
      }),
      ...pageQuery([z.string(), z.uuid(), z.string()]),
    },
    answer: listOf(balance),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, at, negative, ...filter } = query;
      if (at !== undefined && negative !== undefined) throw notTogether();
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const today = await todayIn(tx, caller.ws, at ?? app.ids.now());
        const wanted = { ...filter, today, after: cursor, limit: limit + 1 };
        const found =
          at === undefined
            ? await withReserves(
                tx,
                caller.ws,
                await listBalances(tx, caller.ws, { ...wanted, negative: negative !== undefined }),
                today,
              )
            : await listBalancesAt(tx, caller.ws, { ...wanted, at });
        const { rows, nextCursor } = page(found, limit, (one) => [one.name, one.party, one.currency]);
        const data = rows.map(({ party, name, partyKind, ...amounts }) => ({
          party: { id: showId("party", party), name, kind: partyKind },
          ...amounts,
          asOf: today,
        }));
        return { data, nextCursor };
      });
    },
  });
  accountRoutes(server);
  wholeRoutes(server);
}

function wholeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/trial-balance",
    permission: "ledger:read",
    name: "readTrialBalance",
    tag: TAG,
    summary: "All accounts by kind: each currency sums to zero",
    answer: trialBalance,
    handle: async ({ app, caller }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const kinds = (await readTrialBalance(tx, caller.ws)) as z.input<typeof trialBalance>["kinds"];
        const totals = [...Map.groupBy(kinds, (one) => one.currency)].map(([currency, group]) => ({
          currency,
          balance: sumMinor(group.map((one) => one.balance)),
        }));
        const head = await readLedgerHead(tx, caller.ws);
        return { asOf: await todayIn(tx, caller.ws, app.ids.now()), seq: head?.seq ?? 0, kinds, totals };
      }),
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

function accountRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/accounts",
    permission: "ledger:read",
    name: "listAccounts",
    tag: TAG,
    summary: "The accounts of the ledger, by number",
    query: {
      kind: accountKind.optional(),
      party: idIn("party").optional(),
      currency: currencyIn.optional(),
      ...pageQuery([z.int()]),
    },
    answer: listOf(account),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const today = await todayIn(tx, caller.ws, app.ids.now());
        const wanted = { ...filter, today, after: cursor?.[0], limit: limit + 1 };
        const found = await listAccounts(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.number]);
        const names = await readNames(tx, caller.ws, { parties: rows.map((one) => one.owner) });
        return { data: rows.map((one) => show(names, one)), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/accounts/:number",
    permission: "ledger:read",
    name: "readAccount",
    tag: TAG,
    summary: "One account",
    params: { number },
    answer: account,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const today = await todayIn(tx, caller.ws, app.ids.now());
        const [found] = await listAccounts(tx, caller.ws, { number: params.number, today, limit: 1 });
        if (found === undefined) throw noSuchAccount();
        return show(await readNames(tx, caller.ws, { parties: [found.owner] }), found);
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/accounts/:number/entries",
    permission: "ledger:read",
    name: "listAccountEntries",
    tag: TAG,
    summary: "What moved an account, newest first",
    params: { number },
    query: pageQuery([z.int(), z.int(), z.iso.date()]),
    answer: listOf(accountEntry),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit } = query;
        const found = await listAccountEntries(tx, caller.ws, params.number, cursor, limit + 1);
        if (found.length === 0) await mustBeThere(tx, caller.ws, params.number);
        const { rows, nextCursor } = page(found, limit, (one) => [one.batch, one.seq, one.day]);
        return { data: rows.map(showEntry), nextCursor };
      }),
  });
}

async function mustBeThere(
  tx: Parameters<typeof listAccounts>[0],
  ws: number,
  number: number,
): Promise<void> {
  const found = await listAccounts(tx, ws, { number, today: "2000-01-01", limit: 1 });
  if (found.length === 0) throw noSuchAccount();
}

function notTogether(): Refusal {
  const message = "must be left out where `at` is given";
  return new Refusal(
    422,
    "not_together",
    "Ask either for what was owed at an instant, or for who owes now.",
    {
      details: [{ path: "negative", code: "not_together", message }],
    },
  );
}

function noSuchAccount(): Refusal {
  return new Refusal(404, "not_found", "There is no such account in this workspace.");
}

function show(names: Names, one: Account): Shown {
  const { owner, kind, ...rest } = one;
  return { ...rest, kind: kind as Shown["kind"], party: showParty(names, owner) };
}

function showEntry(one: AccountEntry): z.input<typeof accountEntry> {
  return {
    seq: one.seq,
    kind: one.kind,
    source: one.source,
    externalId: one.key,
    ...showSubject(one.kind, one.sale),
    at: showInstant(one.at),
    amount: one.amount,
    availableOn: one.day,
  };
}
