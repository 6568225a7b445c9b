// Makes the demo workspace: a studio whose 9,994 real order lines come in as an imported file and are split
// among it, its co-producers, affiliates, the platform and the processor; then refunds and disputes, links
// with their clicks, statements, payouts, questions. Run again it goes on where it was cut short, and adds
// nothing when it is whole. Example: createDemo(app, ana, console.log) → "Studio Aurora".
import { accountActor } from "../access/caller.ts";
import { listMemberships } from "../access/members.ts";
import type { Uuid } from "../base/id.ts";
import { enter, inWorkspace } from "../db/transaction.ts";
import { type RecordedSale, saleOfRow, selectSales } from "../sales/read-sale.ts";
import { listImports } from "../sources/imports.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changeWorkspace } from "./change-workspace.ts";
import { createWorkspace } from "./create-workspace.ts";
import { unlessRefused } from "./demo-again.ts";
import { promoteDemo } from "./demo-links.ts";
import { payDemo } from "./demo-money.ts";
import { ORDERS_MAPPING, readDemoOrders } from "./demo-orders.ts";
import { peopleDemoProgramme } from "./demo-programme.ts";
import { SOURCE } from "./demo-studio.ts";
import { type AccountOf, talkInDemo } from "./demo-talk.ts";
import { setUpDemo } from "./demo-terms.ts";
import { runImport } from "./run-import.ts";
import { settleContracts } from "./settle-contracts.ts";
import { startImport, uploadImport } from "./start-import.ts";
import { closeDispute, openDispute, refundSale } from "./take-back.ts";

const WHOLE = { demo: "whole" };
const HOUR = 3_600_000;
/** Before the first order, which is four years old. */
const AGREED_MS = 5 * 365 * 24 * HOUR;

/** `accountOf`: makes the account of somebody who signs in to the portal; without it nobody does. */
export async function createDemo(
  app: App,
  owner: Uuid,
  say: (sentence: string) => void,
  accountOf?: AccountOf,
): Promise<void> {
  const actor = accountActor(owner);
  const found = await findDemo(app, owner);
  if (found?.isWhole) return;
  const ws = found?.ws ?? (await makeWorkspace(app, owner, actor));
  let [run] = await inWorkspace(app.db, ws, (tx) => listImports(tx, ws, 1, undefined));
  if (run === undefined) {
    say("Making the demo workspace: products, contracts, affiliates …");
    await setUpDemo(app, ws, app.ids.now() - AGREED_MS, actor);
    const content = await readDemoOrders(app.ids.now());
    await uploadImport(app, ws, { name: "superstore.csv", content }, actor, ORDERS_MAPPING);
    [run] = await inWorkspace(app.db, ws, (tx) => listImports(tx, ws, 1, undefined));
  }
  if (run === undefined) return;
  if (run.state !== "running" && run.state !== "done") {
    await startImport(app, ws, run.id, { dryRun: false, inline: true }, actor);
  }
  await runImport(app, ws, run.id, ({ rowsDone }) =>
    say(`  ${rowsDone.toLocaleString("en-US")} sales split`),
  );
  await settleContracts(app, ws);
  await takeSomeBack(app, ws, actor);
  say("Links, statements and payouts …");
  await promoteDemo(app, ws, actor);
  await peopleDemoProgramme(app, ws, actor);
  await payDemo(app, ws, { actor, name: "Ana", email: null });
  await talkInDemo(app, ws, { actor, name: "Ana", email: null }, accountOf);
  await changeWorkspace(app, ws, { metadata: WHOLE }, actor);
  say("The demo workspace is ready.");
}

async function findDemo(app: App, owner: Uuid): Promise<{ ws: number; isWhole: boolean } | null> {
  return await inWorkspace(app.db, null, async (tx) => {
    for (const { ws } of await listMemberships(tx, owner)) {
      await enter(tx, ws);
      const { demo, metadata } = await readWorkspace(tx, ws);
      if (demo) return { ws, isWhole: metadata.demo === WHOLE.demo };
    }
    return null;
  });
}

async function makeWorkspace(app: App, owner: Uuid, actor: string): Promise<number> {
  const facts = {
    name: "Studio Aurora",
    country: "US",
    currency: "USD",
    timeZone: "America/New_York",
    language: "en" as const,
    holds: { default: 14 },
    demo: true,
  };
  return (await createWorkspace(app, facts, owner, actor)).ws;
}

/** Of the newest sales some are refunded, one is disputed now, one dispute is won and one lost. */
async function takeSomeBack(app: App, ws: number, actor: string): Promise<void> {
  const newest = await inWorkspace(app.db, ws, (tx) =>
    selectSales(tx, ws)
      .where("sale.paid", ">=", 2_000)
      .orderBy("sale.happened_at", "desc")
      .orderBy("sale.id")
      .limit(24)
      .execute(),
  );
  const sales = newest.map(saleOfRow);
  const [open, won, lost] = [sales[3], sales[7], sales[11]];
  for (const sale of sales.slice(12, 16)) await refund(app, ws, sale, sale.facts.paid, actor);
  for (const sale of sales.slice(18, 21)) await refund(app, ws, sale, 750, actor);
  for (const sale of [open, won, lost]) if (sale) await dispute(app, ws, sale, actor);
  if (won) await endDispute(app, ws, won, "won", 0, actor);
  if (lost) await endDispute(app, ws, lost, "lost", 1_500, actor);
}

function factsOf({ facts }: RecordedSale, word: string, hours: number) {
  const externalId = `${facts.externalId}:${word}`;
  return { source: SOURCE, externalId, happenedAt: facts.happenedAt + hours * HOUR };
}

function refund(app: App, ws: number, sale: RecordedSale, amount: number, actor: string): Promise<unknown> {
  const facts = { ...factsOf(sale, "refund", 3), sale: sale.id, amount, reason: "Not what I expected" };
  const how = { feesReturned: "platform_fee", recordOnly: false, origin: "source", metadata: null } as const;
  return unlessRefused(() => refundSale(app, ws, { ...facts, ...how }, actor));
}

function dispute(app: App, ws: number, sale: RecordedSale, actor: string): Promise<unknown> {
  const facts = { ...factsOf(sale, "dispute", 5), sale: sale.id, amount: sale.facts.paid };
  return unlessRefused(() => openDispute(app, ws, { ...facts, reason: "fraudulent", metadata: null }, actor));
}

function endDispute(
  app: App,
  ws: number,
  sale: RecordedSale,
  outcome: "won" | "lost",
  fee: number,
  actor: string,
): Promise<unknown> {
  const end = { ...factsOf(sale, "dispute", 9), outcome, fee };
  return unlessRefused(() => closeDispute(app, ws, end, actor));
}
