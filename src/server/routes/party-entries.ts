// The entries of one party over all its accounts: as a list, newest first, and as a file. Read only.
// Example: GET /v1/parties/party_…/entries?currency=USD → refund −233, sale 582, …
import { z } from "zod";
import { decimalText, localText } from "../../base/decimal-text.ts";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { findParty } from "../../parties/read-parties.ts";
import { type AfterPartyEntry, listPartyEntries, type PartyEntry } from "../../reports/party-entries.ts";
import { partyEntry } from "../../wire/account.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showSubject } from "./show-subject.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Parties";
const AT_ONCE = 1000;
const params = { party: idIn("party") };
const currency = currencyIn.optional();

export function partyEntryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/parties/:party/entries",
    permission: "ledger:read",
    name: "listPartyEntries",
    tag: TAG,
    summary: "What moved a party's accounts, newest first",
    params,
    query: { currency, ...pageQuery([z.int(), z.int(), z.int(), z.iso.date()]) },
    answer: listOf(partyEntry),
    handle: async ({ app, caller, params: { party }, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit } = query;
        await mustBeThere(tx, caller.ws, party);
        const wanted = { party, currency: query.currency, after: cursor, limit: limit + 1 };
        const found = await listPartyEntries(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, keyOf);
        return { data: rows.map(show), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/parties/:party/entries.csv",
    permission: "ledger:read",
    name: "exportPartyEntries",
    tag: TAG,
    summary: "The entries of a party as a file, newest first",
    description: "text/csv with decimals and local times. Formulas are written as text.",
    params,
    query: { currency },
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, params: { party }, query, reply }) => {
      const { timeZone } = await inWorkspace(app.db, caller.ws, async (tx) => {
        await mustBeThere(tx, caller.ws, party);
        return readWorkspace(tx, caller.ws);
      });
      const rows = entryRows(app, caller.ws, { party, currency: query.currency }, timeZone);
      return writeCsv(reply, `${showId("party", party)}-entries.csv`, HEAD, rows) as never;
    },
  });
}

const HEAD = [
  "Entry",
  "When",
  "Kind",
  "Source",
  "External id",
  "Sale",
  "Product",
  "Account",
  "Currency",
  "Amount",
  "Available on",
  "Contract",
];

async function* entryRows(
  app: App,
  ws: number,
  filter: { party: Uuid; currency: string | undefined },
  timeZone: string,
): AsyncGenerator<string[][]> {
  let after: AfterPartyEntry | undefined;
  for (;;) {
    const rows = await inWorkspace(app.db, ws, (tx) =>
      listPartyEntries(tx, ws, { ...filter, after, limit: AT_ONCE }),
    );
    yield rows.map((one) => [
      ...[String(one.seq), localText(timeZone, one.at.getTime()), one.kind, one.source, one.key],
      ...[showSubject(one.kind, one.sale).sale ?? "", one.product, one.accountKind, one.currency],
      ...[decimalText(one.amount, one.currency), one.day, showSubject(one.kind, one.sale).contract ?? ""],
    ]);
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return;
    after = keyOf(last);
  }
}

function keyOf(one: PartyEntry): AfterPartyEntry {
  return [one.batch, one.seq, one.account, one.day];
}

async function mustBeThere(tx: Tx, ws: number, party: Uuid): Promise<void> {
  if ((await findParty(tx, ws, party)) === null) {
    throw new Refusal(404, "not_found", "There is no such party in this workspace.");
  }
}

function show(one: PartyEntry): z.input<typeof partyEntry> {
  return {
    seq: one.seq,
    kind: one.kind,
    source: one.source,
    externalId: one.key,
    ...showSubject(one.kind, one.sale),
    at: showInstant(one.at),
    amount: one.amount,
    availableOn: one.day,
    account: one.account,
    accountKind: one.accountKind as "payable",
    currency: one.currency,
    product: one.product,
  };
}
