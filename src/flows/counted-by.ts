// What the evidence of a finding counts: the sales of one device, buyer or mail provider, those taken back,
// the clicks of a flood, the uses of a coupon, the click that somebody was too fast after. Looked up today by
// the same questions that found it, so that a figure leads to what it is made of. It judges nothing anew.
// Example: countedBy(tx, 7, finding) → [{ rule: "deviceBurst", sales: [s1, s2, s3], clicks: [] }].
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import type { FindingRule } from "../findings/fraud-settings.ts";
import type { Evidence } from "../findings/judge-signals.ts";
import {
  type CountedClick,
  type JudgedSale,
  listClicksBefore,
  listSalesOfBuyer,
  listSalesOfProvider,
  listSalesTakenBack,
  readJudgedSale,
} from "../reports/counted-evidence.ts";
import { listSalesOfDevice, listUnclickedSales, readClickSignals } from "../reports/fraud-signals.ts";

export interface CountedRows {
  rule: FindingRule;
  sales: Uuid[];
  clicks: CountedClick[];
}

export async function countedBy(tx: Tx, ws: number, finding: Finding): Promise<CountedRows[]> {
  const counted: CountedRows[] = [];
  for (const one of finding.evidence) counted.push(await countedByOne(tx, ws, finding, one));
  return counted;
}

async function countedByOne(
  tx: Tx,
  ws: number,
  finding: Finding,
  { rule, facts }: Evidence,
): Promise<CountedRows> {
  const { party } = finding;
  // What was found together was found at the sale that made the number full.
  const id = (typeof facts.of === "string" ? parsePublicId("sale", facts.of) : null) ?? finding.sale;
  const sale = await readJudgedSale(tx, ws, id);
  const none: CountedRows = { rule, sales: [], clicks: [] };
  if (sale === null) return none;
  if (rule === "couponLeak") return { ...none, sales: await listUnclickedSales(tx, ws, sale, party) };
  if (rule === "ownPurchase") return { ...none, sales: await listSalesOfBuyer(tx, ws, sale, party) };
  if (rule === "refundRate") return { ...none, sales: await listSalesTakenBack(tx, ws, sale, party) };
  if (rule === "throwawayMail") {
    return { ...none, sales: await listSalesOfProvider(tx, ws, sale, party, String(facts.domain)) };
  }
  if (rule === "byHand") return none;
  const click = await lastClick(tx, ws, sale, party);
  if (rule === "deviceBurst") {
    return { ...none, sales: await listSalesOfDevice(tx, ws, sale, party, click) };
  }
  if (click === null) return none;
  const clicks = await listClicksBefore(tx, ws, click, party);
  return { ...none, clicks: rule === "tooFast" ? clicks.slice(0, 1) : clicks };
}

async function lastClick(tx: Tx, ws: number, sale: JudgedSale, party: Uuid): Promise<Uuid | null> {
  return (await readClickSignals(tx, ws, sale, party)).click;
}
