// Balances of parties, and accounts with their entries, now or as of the past. Read only: money moves by
// sales and refunds. Example: GET /v1/balances?asOf=2026-03-31 → bruno USD available 58200, …
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { type AccountEntry, listAccountEntries } from "../../reports/account-entries.ts";
import { type Account, listAccounts, listBalances, type PartyBalance } from "../../reports/balances.ts";
import { listBalancesAt } from "../../reports/balances-at.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { withReserves } from "../../reports/rolling-reserve.ts";
import { account, accountEntry, accountKind, balance, type Account as Shown } from "../../wire/account.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { partyKind } from "../../wire/party.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { entryFilter } from "./entry-filter.ts";
import { pastQuery, pastQueryWithAt, readPast } from "./read-past.ts";
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
        .meta({ description: "Only those who owe more than they are owed; not of the past." }),
      include: z
        .enum(["all", "standing"])
        .optional()
        .meta({
          description:
            "`standing`: where money stands now; `all`: also parties with nothing yet, in the workspace's " +
            "currency. Left out: whoever ever had an entry. Not of the past.",
        }),
      sort: z
        .enum(["name", "amount"])
        .default("name")
        .meta({
          description:
            "`amount`: by what is a party's in all (available, pending, reserved and in transit), a currency " +
            "after the other.",
        }),
      direction: z.enum(["asc", "desc"]).optional().meta({
        description: "Left out: names from A, amounts from the most.",
      }),
      ...pastQueryWithAt,
      ...pageQuery([z.string(), z.uuid(), z.string(), z.int()]),
    },
    answer: listOf(balance),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, at, asOf, negative, include, ...filter } = query;
      if ((at ?? asOf) !== undefined && (negative ?? include) !== undefined) {
        throw notTogether(negative === undefined ? "include" : "negative");
      }
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const { today, past } = await readPast(app, tx, caller.ws, { at, asOf });
        const wanted = { ...filter, today, after: cursor, limit: limit + 1 };
        const owed =
          past === undefined
            ? await listBalances(tx, caller.ws, { ...wanted, include, negative: negative !== undefined })
            : await listBalancesAt(tx, caller.ws, { ...wanted, batch: past.batch });
        const found = await withReserves(tx, caller.ws, owed, today, past);
        const { rows, nextCursor } = page(found, limit, placeOf);
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
}

function placeOf({ name, party, currency, available, pending, reserved, inTransit }: PartyBalance) {
  return [name, party, currency, sumMinor([available, pending, reserved, inTransit])];
}

function accountRoutes(server: Server): void {
  listRoute(server);
  oneRoutes(server);
}

function listRoute(server: Server): void {
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
      ...pastQuery,
      ...pageQuery([z.int()]),
    },
    answer: listOf(account),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, asOf, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const { today, past } = await readPast(app, tx, caller.ws, { asOf });
        const wanted = { ...filter, today, batch: past?.batch, after: cursor?.[0], limit: limit + 1 };
        const found = await listAccounts(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.number]);
        const names = await readNames(tx, caller.ws, { parties: rows.map((one) => one.owner) });
        return { data: rows.map((one) => show(names, one)), nextCursor };
      });
    },
  });
}

function oneRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/accounts/:number",
    permission: "ledger:read",
    name: "readAccount",
    tag: TAG,
    summary: "One account",
    params: { number },
    query: pastQuery,
    answer: account,
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { today, past } = await readPast(app, tx, caller.ws, query);
        const wanted = { number: params.number, today, batch: past?.batch, limit: 1 };
        const [found] = await listAccounts(tx, caller.ws, wanted);
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
    query: { ...entryFilter, ...pastQuery, ...pageQuery([z.int(), z.int(), z.iso.date()]) },
    answer: listOf(accountEntry),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit, asOf, ...filter } = query;
        const { past } = await readPast(app, tx, caller.ws, { asOf });
        const wanted = {
          ...filter,
          account: params.number,
          batch: past?.batch,
          after: cursor,
          limit: limit + 1,
        };
        const found = await listAccountEntries(tx, caller.ws, wanted);
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

function notTogether(path: "include" | "negative"): Refusal {
  const message = "must be left out where `at` is given";
  return new Refusal(
    422,
    "not_together",
    "Ask either for what was owed at an instant, or for how it stands now.",
    {
      details: [{ path, code: "not_together", message }],
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
