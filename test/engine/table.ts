// Tables of text as tests: a plan in a few lines, then each sale or refund with the answer a bookkeeper
// expects. Runs them through the engine as a stream would, counters and reversals included; never repairs
// anything.
// Example: producer ana · contract c1 bruno 0.10 ·
//   s1 paid 10000 by carla 0.35   → producer 5850 · c1 650 · affiliate 3500
//   refund s1 5000                → producer -2925 · c1 -325 · affiliate -1750

import { compilePlan } from "../../src/engine/compile-plan.ts";
import { applyMoves } from "../../src/engine/counters.ts";
import type { Line } from "../../src/engine/line.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { Problems } from "../../src/engine/problem.ts";
import { readPlan } from "../../src/engine/read-plan.ts";
import { readRefund } from "../../src/engine/read-refund.ts";
import { readSale } from "../../src/engine/read-sale.ts";
import { readSettlementFacts } from "../../src/engine/read-settlement.ts";
import { reverse } from "../../src/engine/reverse.ts";
import type { Sale, Settlement } from "../../src/engine/sale.ts";
import { settle } from "../../src/engine/settle.ts";
import { type Split, split } from "../../src/engine/split.ts";
import { clausesOf } from "./clause-words.ts";

type Json = Record<string, unknown>;

export interface Row {
  readonly text: string;
  readonly facts: Json;
  readonly expected: string;
}

export interface Table {
  readonly plan: Json;
  readonly rows: readonly Row[];
}

/** Splits "a b c" into words, "by carla 0.35" into groups that begin with a known word. */
function groups(text: string, heads: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let group: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    if (heads.includes(word)) {
      group = [];
      let key = word;
      while (found.has(key)) key += "+";
      found.set(key, group);
    } else group.push(word);
  }
  return found;
}

const PLAN_WORDS = [
  "producer",
  "platform",
  "processor",
  "affiliate",
  "unreturned",
  "zone",
  "max",
  "contract",
];

function readPlanLine(plan: Json, line: string): void {
  const [word, ...rest] = line.trim().split(/\s+/);
  if (word === "producer") plan.producer = rest[0];
  if (word === "platform") plan.platformFee = platformOf(rest);
  if (word === "processor") plan.processorFee = { bearer: rest[0] };
  if (word === "affiliate") plan.affiliate = { base: rest[0] };
  if (word === "unreturned") plan.unreturnedFees = rest[0];
  if (word === "zone") plan.timeZone = rest[0];
  if (word === "max") plan.maxShared = rest[0];
  if (word === "contract") (plan.contracts as Json[]).push(contractOf(line));
}

/** market 0.099 + 50 USD producer */
function platformOf([party, rate, plus, amount, currency, bearer]: string[]): Json {
  if (plus !== "+") return { party, rate, ...(plus === undefined ? {} : { bearer: plus }) };
  return {
    party,
    rate,
    fixed: { [currency as string]: Number(amount) },
    ...(bearer === undefined ? {} : { bearer }),
  };
}

/**
 * contract c1 bruno 0.10 base net scope direct from 2026-01-01 until 2026-06-01 apart tiers … cap-earned
 * 500000
 */
function contractOf(line: string): Json {
  const heads = [
    ...["contract", "base", "scope", "from", "until", "apart", "most", "tiers", "cap-earned", "cap-sales"],
    ...["mix", "recoup", "minimum", "milestone"],
  ];
  const found = groups(line, heads);
  const [id, party, share] = found.get("contract") as string[];
  const clauses = clausesOf(found);
  return {
    id,
    party,
    ...(share === undefined ? {} : { share }),
    ...(found.has("base") ? { base: found.get("base")?.[0] } : {}),
    ...(found.has("scope") ? { scope: found.get("scope")?.[0] } : {}),
    from: instantOf(found.get("from")?.[0] ?? "2026-01-01"),
    ...(found.has("until") ? { until: instantOf(found.get("until")?.[0] as string) } : {}),
    ...(found.has("apart") ? { mayBeAffiliate: false } : {}),
    ...(found.has("most") ? { maxAffiliateRate: found.get("most")?.[0] } : {}),
    ...(clauses.length === 0 ? {} : { clauses }),
  };
}

function instantOf(text: string): string {
  return text.includes("T") ? text : `${text}T00:00:00Z`;
}

/** by carla 0.30 0.5 via davi, dora 0.20 0.5: who, rate, weight. */
function severalOf(words: readonly string[]): Json[] {
  const several = words
    .join(" ")
    .split(",")
    .map((one) => one.trim().split(/\s+/));
  return several.map(([party, rate, weight, via, recruitedBy]) => ({
    party,
    rate,
    weight,
    ...(via === "via" ? { recruitedBy } : {}),
  }));
}

/** s1 paid 10000 JPY tax 100 ship 50 fee stripe 320 by carla 0.35 via davi of piano in music at 2026-03-01 */
function saleOf(id: string, text: string): Json {
  const found = groups(text, ["paid", "tax", "ship", "fee", "by", "at", "of", "in", "offer"]);
  const [paid, currency = "USD"] = found.get("paid") as string[];
  const fees = [...found].filter(([head]) => head.startsWith("fee")).map(([, words]) => words);
  const by = found.get("by") ?? [];
  const [party, rate, via, recruitedBy] = by;
  const isSeveral = via !== undefined && via !== "via";
  const at = found.get("at")?.[0] ?? "2026-03-01T12:00:00Z";
  return {
    id,
    at: instantOf(at),
    currency,
    paid: Number(paid),
    ...(found.has("of") ? { product: found.get("of")?.[0] } : {}),
    ...(found.has("in") ? { category: found.get("in")?.[0] } : {}),
    ...(found.has("offer") ? { offer: found.get("offer")?.[0] } : {}),
    ...(found.has("tax") ? { tax: Number(found.get("tax")?.[0]) } : {}),
    ...(found.has("ship") ? { shipping: Number(found.get("ship")?.[0]) } : {}),
    ...(fees.length === 0
      ? {}
      : { fees: fees.map(([name, amount]) => ({ party: name, amount: Number(amount) })) }),
    ...(isSeveral ? { affiliates: severalOf(by) } : {}),
    ...(party === undefined || isSeveral
      ? {}
      : { affiliate: { party, rate, ...(via === "via" ? { recruitedBy } : {}) } }),
  };
}

const RETURNED = new Map<string, unknown>([
  ["none", false],
  ["platform", "platform_fee"],
  ["processor", "processor_fee"],
]);

/** Rows end with "→ answer"; what comes before the first of them is the plan. */
export function readTable(text: string): Table {
  const plan: Json = { contracts: [] };
  const rows: Row[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [input, expected] = line.split("→").map((part) => part.trim());
    const [first = "", ...rest] = (input as string).split(/\s+/);
    if (expected === undefined) {
      if (!PLAN_WORDS.includes(first)) throw new Error(`neither a plan's line nor a row: ${line}`);
      readPlanLine(plan, line);
    } else if (first === "refund") {
      const [sale, amount, word, returned] = rest;
      const facts = { refund: sale, id: `r${rows.length}`, amount: Number(amount) };
      const fees = word === "returned" ? { feesReturned: RETURNED.get(returned as string) } : {};
      rows.push({ text: line, facts: { ...facts, ...fees }, expected });
    } else if (first === "settle") {
      const [settle, currency] = rest;
      rows.push({ text: line, facts: { settle, id: `m${rows.length}`, currency }, expected });
    } else rows.push({ text: line, facts: saleOf(first, rest.join(" ")), expected });
  }
  return { plan, rows };
}

export function planOf(json: unknown): Plan {
  const read = readPlan(json);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.plan;
}

export function saleFrom(json: unknown): Sale {
  const read = readSale(json);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.sale;
}

export function settlementFrom(json: unknown): Settlement {
  const problems = new Problems();
  const settlement = readSettlementFacts(problems, json);
  if (settlement === undefined) throw new Error(JSON.stringify(problems.list));
  return settlement;
}

const SHORT: Record<string, string> = { platform_fee: "platform", processor_fee: "processor" };

const SUFFIX: Record<string, string> = {
  recoup: "+recoup",
  advance: "+advance",
  minimum: "+minimum",
  milestone: "+milestone",
};

/** How a table names a line. */
export function nameOf({ role, contract }: { role: string; contract?: string | undefined }): string {
  return contract === undefined ? (SHORT[role] ?? role) : `${contract}${SUFFIX[role] ?? ""}`;
}

/** "producer 5242 · c1 582 · affiliate 3136 · platform 1040", and "abated" behind it. */
export function spell(lines: readonly Line[], amounts: readonly number[], isAbated = false): string {
  const parts = lines.flatMap(({ role, contract }, index) => {
    const amount = amounts[index] as number;
    return amount === 0 && index > 0 ? [] : [`${nameOf({ role, contract })} ${amount + 0}`];
  });
  return [...parts, ...(isAbated ? ["abated"] : [])].join(" · ");
}

interface Kept {
  readonly sale: Sale;
  readonly split: Split;
  reversed: number[];
}

/**
 * Runs the rows one after the other and gives each with what came out: to be compared whole with the table.
 */
export function runTable({ plan: json, rows }: Table): string[] {
  const plan = compilePlan(planOf(json));
  const counters = new Map<string, number>();
  const sales = new Map<string, Kept>();
  return rows.map(({ text, facts }) => {
    const input = text.split("→")[0]?.trimEnd();
    if ("settle" in facts) {
      const done = settle(plan.plan, settlementFrom(facts), counters);
      applyMoves(counters, done.moves);
      return `${input} → ${spell(
        done.lines,
        done.lines.map((line) => line.amount),
      )}`;
    }
    if (!("refund" in facts)) {
      const sale = saleFrom(facts);
      const done = split(plan, sale, counters);
      applyMoves(counters, done.moves);
      sales.set(sale.id, { sale, split: done, reversed: done.lines.map(() => 0) });
      return `${input} → ${spell(
        done.lines,
        done.lines.map((line) => line.amount),
        done.isAbated,
      )}`;
    }
    const read = readRefund(facts);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const kept = sales.get(read.refund.refund) as Kept;
    const { lines } = kept.split;
    const { amount, feesReturned } = read.refund;
    const { currency, at } = kept.sale;
    const request = { amount, feesReturned, currency, at };
    const reversal = reverse(plan.plan, lines, kept.reversed, request);
    kept.reversed = kept.reversed.map((sum, index) => sum + (reversal.computed[index] as number));
    applyMoves(counters, reversal.moves);
    return `${input} → ${spell(
      lines,
      reversal.taken.map((one) => -one),
    )}`;
  });
}

/** The rows as the table has them, spaces evened out: what runTable must give. */
export function expectedRows({ rows }: Table): string[] {
  return rows.map(
    ({ text, expected }) => `${text.split("→")[0]?.trimEnd()} → ${expected.replace(/\s+/g, " ")}`,
  );
}
