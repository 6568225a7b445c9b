// The sales that a partner may look at, each with its own lines and nobody else's, or why there is none.
// Lines and reasons are recomputed from the frozen plan. Reads only, in the partner's own transaction.
// Example: bruno sees a sale of 100.00 by an affiliate: own line 5.82; one of before his contract: nothing,
// "not_in_force".

import { seesEverySale } from "../access/partner-sight.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import { listContracts } from "../contracts/read-contracts.ts";
import type { Tx } from "../db/transaction.ts";
import { explain } from "../engine/explain.ts";
import type { Step } from "../engine/step.ts";
import {
  listPartnerSales,
  type PartnerSale,
  type PartnerSaleFilter,
  type SeenProduct,
} from "../reports/partner-sales.ts";
import { findSalesOfParty } from "../reports/sales-of-party.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { linesThatStand, type StandingLines } from "./lines-that-stand.ts";
import { PartyBook } from "./party-book.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import { redactSteps } from "./redact-steps.ts";
import { engineSale } from "./split-facts.ts";

/** Why a sale earns the party nothing. */
export type Because = "not_in_force" | "other_sales" | "nothing_left" | "used_up" | "too_small";

export interface OwnLine {
  role: string;
  /** Public id. */
  contract: string | null;
  amount: number;
  reversed: number;
  reserved: number;
}

export interface OwnSale extends PartnerSale {
  lines: OwnLine[];
  /** Null where it earns something. */
  because: Because | null;
}

type Asked = Omit<PartnerSaleFilter, "products" | "own">;

const MOST_CONTRACTS = 500;

export async function listOwnSales(tx: Tx, ws: number, party: Uuid, asked: Asked): Promise<OwnSale[]> {
  const products = await seenProducts(tx, ws, party);
  const own = await findSalesOfParty(tx, ws, party);
  const sales = await listPartnerSales(tx, ws, { ...asked, products, own });
  const { taxParty } = await readPostingSettings(tx, ws);
  const book = new PartyBook(taxParty);
  const ids = sales.map((one) => one.id);
  const recalled = await recallSales(tx, ws, book, ids);
  const standing = await linesThatStand(tx, ws, recalled);
  return sales.map((one) => {
    const whole = recalled.get(one.id) as RecalledSale;
    const lines = linesOf(whole, party, standing.get(one.id) as StandingLines);
    const earns = lines.some((line) => line.amount !== 0);
    return {
      ...one,
      lines,
      because: earns ? null : becauseOf(stepsOf(whole, book), publicId("party", party)),
    };
  });
}

export interface ExplainedOwnSale {
  sale: OwnSale;
  plan: string;
  steps: Step[];
}

/** Throws 404 where it is not the party's to see. */
export async function explainOwnSale(tx: Tx, ws: number, party: Uuid, id: Uuid): Promise<ExplainedOwnSale> {
  const [sale] = await listOwnSales(tx, ws, party, { id, limit: 1 });
  if (sale === undefined)
    throw new Refusal(404, "not_found", "There is no such sale, or it is not yours to see.");
  const { taxParty } = await readPostingSettings(tx, ws);
  const book = new PartyBook(taxParty);
  const whole = (await recallSales(tx, ws, book, [id])).get(id) as RecalledSale;
  const plans = await readPlans(tx, ws, [whole.plan]);
  const steps = redactSteps(stepsOf(whole, book), publicId("party", party));
  return { sale, plan: plans.get(whole.plan)?.hash ?? "", steps };
}

/** Each product once, with the end of the last of its contracts. */
export async function seenProducts(tx: Tx, ws: number, party: Uuid): Promise<SeenProduct[]> {
  if (!seesEverySale("coproducer")) return [];
  const contracts = await listContracts(tx, ws, { party, now: 0, limit: MOST_CONTRACTS });
  return [...Map.groupBy(contracts, (one) => one.product)].map(([product, held]) => {
    const ends = held.map((one) => one.versions.at(-1)?.ends ?? null);
    return { product, until: ends.includes(null) ? null : Math.max(...(ends as number[])) };
  });
}

function linesOf(sale: RecalledSale, party: Uuid, { reversed, reserved }: StandingLines): OwnLine[] {
  return sale.lines.flatMap((line, i) =>
    sale.posted[i]?.party !== party
      ? []
      : [
          {
            role: line.role,
            contract: line.contract ?? null,
            amount: line.amount,
            reversed: reversed[i] ?? 0,
            reserved: reserved[i] ?? 0,
          },
        ],
  );
}

function stepsOf(sale: RecalledSale, book: PartyBook): Step[] {
  const counters = new Map(Object.entries((sale.counters ?? {}) as Record<string, number>));
  return explain(sale.compiled, engineSale(book, sale.facts), counters);
}

function becauseOf(steps: readonly Step[], party: string): Because {
  const own = steps.filter((one) => one.inputs.party === party).map((one) => one.step);
  if (steps.some((one) => one.step === "nothing_left")) return "nothing_left";
  if (own.includes("out_of_scope")) return "other_sales";
  const quota = steps.find((one) => one.step === "quota" && one.inputs.party === party);
  if (quota === undefined) return "not_in_force";
  return quota.exact.startsWith("0/") ? "used_up" : "too_small";
}
