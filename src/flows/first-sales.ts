// The first sale that gives something under a contract version: both sides are asked to look at its split,
// once a version. Reads what was recalled of the sale, recomputed from its frozen plan; never a renewal that
// goes by older terms. A demo tells of none: its sales are all old.
// Example: version 2 of bruno's contract holds since Monday; Tuesday's first sale gave him 5.82 → told to
// both.
import { publicId, type Uuid } from "../base/id.ts";
import { type StartedVersion, startedVersions } from "../contracts/read-awaited.ts";
import type { Tx } from "../db/transaction.ts";
import { markOnce, readMarks } from "../notices/notice-head.ts";
import { listFirstSales } from "../reports/first-sales.ts";
import { readNames } from "../reports/names.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Told } from "./deliver-notices.ts";
import { PartyBook } from "./party-book.ts";
import { recallSales } from "./recall-sales.ts";

const markOf = (contract: string, version: number) => `first ${contract} ${version}`;

export async function firstSales(
  app: App,
  tx: Tx,
  ws: number,
  run: { fromSeq: number; toSeq: number },
): Promise<Told[]> {
  if ((await readWorkspace(tx, ws)).demo) return [];
  const now = app.ids.now();
  const awaited = await startedVersions(tx, ws, now, markOf, (names) => readMarks(tx, ws, names));
  const told: Told[] = [];
  for (const version of awaited) {
    const sale = await firstUnder(tx, ws, version, run);
    if (sale === null || !(await markOnce(tx, ws, markOf(version.contract, version.version), now))) continue;
    told.push(...(await tellBoth(tx, ws, version, sale)));
  }
  return told;
}

interface Found {
  sale: Uuid;
  currency: string;
  paid: number;
  given: number;
}

async function firstUnder(
  tx: Tx,
  ws: number,
  version: StartedVersion,
  run: { fromSeq: number; toSeq: number },
): Promise<Found | null> {
  const candidates = await listFirstSales(tx, ws, { ...version, ...run });
  const { taxParty } = await readPostingSettings(tx, ws);
  const recalled = await recallSales(tx, ws, new PartyBook(taxParty), candidates);
  const contract = publicId("contract", version.contract);
  for (const sale of candidates) {
    const whole = recalled.get(sale);
    const given = whole?.lines.find((line) => line.contract === contract)?.amount ?? 0;
    if (whole === undefined || given === 0) continue;
    return { sale, currency: whole.facts.currency, paid: whole.facts.paid, given };
  }
  return null;
}

async function tellBoth(tx: Tx, ws: number, version: StartedVersion, found: Found): Promise<Told[]> {
  const { party, product, contract } = version;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  const { currency } = found;
  const facts = {
    partner: names.party(party),
    product: names.product(product),
    contract: publicId("contract", contract),
    version: version.version,
    sale: publicId("sale", found.sale),
    paid: { currency, amount: found.paid },
    given: [{ currency, amount: found.given }],
  };
  const base = { party, kind: "first_sale" as const, leadsTo: facts.sale, facts, actor: "system" };
  return [
    { ...base, to: "producer" },
    { ...base, to: "party" },
  ];
}
