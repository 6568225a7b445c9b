// How long it takes to say what a proposal would have meant for 100,000 real sales: terms with clauses in
// force and proposed, settlements of whole months included. Never counts the making of the sales.
// Example: 100,000 sales, tiers, a cap, a minimum and a bonus → 1.4 s (goal: below 3 s)
import { newUuid, type Uuid } from "../src/base/id.ts";
import { assert } from "../src/base/refusal.ts";
import type { ContractTerms } from "../src/contracts/contract.ts";
import type { App } from "../src/flows/app.ts";
import { createParty } from "../src/flows/create-party.ts";
import { previewImpact } from "../src/flows/preview-impact.ts";
import { recordContract } from "../src/flows/record-contract.ts";
import { recordSales } from "../src/flows/record-sale.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { type BenchRow, median, spreadOf } from "./report.ts";

const GOAL_SECONDS = 3;
const DAYS = 365;
const BATCH = 5_000;

const CLAUSES: ContractTerms["clauses"] = [
  {
    kind: "tiers",
    measure: "net",
    period: "month",
    tiers: [{ upTo: 50_000_000, share: "0.05" }, { upTo: 100_000_000, share: "0.08" }, { share: "0.10" }],
  },
  { kind: "cap", earned: 900_000_000 },
  { kind: "minimum", amount: 5_000_000, currency: "USD", period: "month" },
  { kind: "milestone", measure: "sales", period: "month", goal: 50_000, bonus: 100_000, currency: "USD" },
];

export async function benchImpact(app: App, { sales = 100_000, rounds = 5 } = {}): Promise<BenchRow[]> {
  const shop = await openShop(app);
  const { party, contract } = await shareWithClauses(app, shop);
  for (let from = 0; from < sales; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, sales - from) }, (_, i) => saleAt(shop, from + i));
    await recordSales(app, shop.ws, batch, "bench");
  }
  const asked = [
    { name: "a change of a contract with clauses", contract, party, terms: termsOf(CLAUSES, "0.12") },
    { name: "a new contract", contract: newUuid(app.ids), party, terms: termsOf([], "0.05") },
  ];
  const rows: BenchRow[] = [];
  for (const { name, ...one } of asked) {
    const seconds: number[] = [];
    const busy: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const began = performance.now();
      const before = process.cpuUsage();
      const found = await previewImpact(app, shop.ws, { ...one, product: shop.product }, DAYS);
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) seconds.push((performance.now() - began) / 1000);
      if (round >= 0) busy.push((user + system) / 1_000_000);
      assert(found.currencies[0]?.sales === sales, "a preview that did not replay every sale");
    }
    const value = median(seconds);
    const goal = { goal: `< ${GOAL_SECONDS} s`, reached: value < GOAL_SECONDS };
    rows.push({
      name: `impact of ${name} over ${sales.toLocaleString("en")} sales`,
      value,
      unit: "s",
      spread: spreadOf(seconds),
      ...(sales >= 100_000 ? goal : {}),
    });
    // What is left of it on a machine that does nothing else, but for the database's own part.
    rows.push({
      name: "  of it, this process at work",
      value: median(busy),
      unit: "s",
      spread: spreadOf(busy),
    });
  }
  return rows;
}

function termsOf(clauses: ContractTerms["clauses"], share: string): ContractTerms {
  const hasTiers = clauses.some(({ kind }) => kind === "tiers");
  return {
    ...(hasTiers ? {} : { share }),
    ...{ base: "after_affiliate", scope: "all", mayBeAffiliate: true, clauses },
    ...{ invoices: "producer", responsibilities: {}, renewals: "at_charge", tail: "none" },
  };
}

async function shareWithClauses(app: App, { ws, product }: BenchShop) {
  const { id: party } = await createParty(
    app,
    ws,
    { kind: "partner", name: "Fay", ref: `fay-${ws}` },
    "system",
  );
  const terms = termsOf(CLAUSES, "0.10");
  const agreed = { starts: Date.UTC(2025, 0, 1), ends: null, terms, evidence: "bench" };
  const contract: Uuid = await recordContract(app, ws, { product, party, ...agreed }, "system");
  return { party, contract };
}
