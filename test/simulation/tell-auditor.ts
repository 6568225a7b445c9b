// Tells the auditor of a workspace what the product did, in ledger order, and compares what both answer:
// every allocation when a sale is split, every refusal, every balance. The plan is told as it is stored.
// Example: the product says payable(bruno) 582 and the auditor 581 → an error that names both.
import { isDeepStrictEqual } from "node:util";
import { publicId, type Uuid } from "../../src/base/id.ts";
import { formatRate, type Ppm } from "../../src/base/rate.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { Posted } from "../../src/flows/plan-sales.ts";
import type { RefundFacts, SaleFacts } from "../../src/sales/facts.ts";
import type { Shop, World } from "./world.ts";

const partyName = (party: Uuid) => publicId("party", party);
const wrong = (what: string, expected: unknown, found: unknown) =>
  new Error(`${what}: the auditor says ${JSON.stringify(expected)}, the product ${JSON.stringify(found)}`);

/** New sales of one batch; `posted` as the product answered. */
export async function tellSales(
  world: World,
  shop: Shop,
  sales: readonly { facts: SaleFacts; posted: Posted }[],
): Promise<void> {
  const inOrder = [...sales].sort((a, b) => a.posted.seq - b.posted.seq);
  const plans = await readPlansOf(
    world,
    shop,
    inOrder.map(({ posted }) => posted.seq),
  );
  for (const { facts, posted } of inOrder) {
    const plan = plans.get(posted.seq);
    if (plan === undefined) throw new Error(`sale ${facts.externalId}: no plan in the journal`);
    const told = shop.auditor.sale({ source: facts.source, plan, line: saleLine(facts) });
    if ("error" in told) throw wrong(`sale ${facts.externalId}`, told.error, "posted");
    shop.sales.push({ id: posted.id, facts });
    if (posted.split === null) continue;
    const found = posted.split.lines
      .filter((line) => line.amount !== 0 || line.role === "producer")
      .map(({ party, role, amount }) => ({
        party: party === taxParty(posted) ? "tax" : party,
        role,
        amount,
      }));
    const expected = told.answer.allocations.map(({ party, role, amount }) => ({ party, role, amount }));
    if (!isDeepStrictEqual(found, expected)) throw wrong(`sale ${facts.externalId}`, expected, found);
  }
}

const taxParty = ({ split }: Posted) => split?.lines.find((line) => line.role === "tax")?.party;

async function readPlansOf(world: World, shop: Shop, seqs: number[]): Promise<Map<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await inWorkspace(world.line.db, shop.ws, (tx) =>
    tx
      .selectFrom("journal")
      .innerJoin("plan", (join) =>
        join.onRef("plan.ws", "=", "journal.ws").onRef("plan.no", "=", "journal.plan"),
      )
      .select(["journal.seq", "plan.body"])
      .where("journal.ws", "=", shop.ws)
      .where("journal.seq", "in", seqs)
      .execute(),
  );
  return new Map(rows.map((row) => [row.seq, JSON.stringify(row.body)]));
}

function saleLine(facts: SaleFacts): string {
  const { affiliate } = facts;
  return JSON.stringify({
    id: facts.externalId,
    at: new Date(facts.happenedAt).toISOString(),
    currency: facts.currency,
    paid: facts.paid,
    tax: facts.tax,
    shipping: facts.shipping,
    fees: facts.fees.map((fee) => ({ party: partyName(fee.party), amount: fee.amount })),
    ...(affiliate === null
      ? {}
      : {
          affiliate: {
            party: partyName(affiliate.party),
            rate: formatRate(affiliate.rate as Ppm),
            ...(affiliate.recruitedBy === null ? {} : { recruitedBy: partyName(affiliate.recruitedBy) }),
          },
        }),
  });
}

/** The auditor's word on a refund: null when it is one, else the code it refuses with. */
export function tellRefund(shop: Shop, facts: RefundFacts, sale: string): string | null {
  const feesReturned = {
    all: true,
    none: false,
    platform_fee: "platform_fee",
    processor_fee: "processor_fee",
  };
  const line = JSON.stringify({
    refund: sale,
    id: facts.externalId,
    amount: facts.amount,
    feesReturned: feesReturned[facts.feesReturned],
  });
  const startedHere = facts.origin === "here";
  const told = shop.auditor.refund({ source: facts.source, line, startedHere });
  return "error" in told ? told.error.code : null;
}

type Books = Pick<Shop, "ws" | "auditor">;

interface Balance {
  owner: string;
  kind: string;
  currency: string;
  amount: number;
}

export async function readBalances(world: Pick<World, "line">, shop: Books): Promise<Balance[]> {
  return inWorkspace(world.line.db, shop.ws, async (tx) => {
    const rows = await tx
      .selectFrom("balance")
      .innerJoin("ledger_account", (join) =>
        join
          .onRef("ledger_account.ws", "=", "balance.ws")
          .onRef("ledger_account.account", "=", "balance.account"),
      )
      .select(["owner", "kind", "source", "currency"])
      .select(({ fn }) => fn.sum<string>("balance.amount").as("amount"))
      .where("balance.ws", "=", shop.ws)
      .groupBy(["owner", "kind", "source", "currency"])
      .execute();
    const tax = await tx
      .selectFrom("party")
      .select("id")
      .where("ws", "=", shop.ws)
      .where("kind", "=", "tax")
      .executeTakeFirstOrThrow();
    return rows
      .map(({ owner, kind, source, currency, amount }) => ({
        owner: owner === null ? "" : owner === tax.id ? "tax" : partyName(owner as Uuid),
        kind: kind === "processor" ? `processor:${source}` : kind,
        currency,
        amount: Number(amount),
      }))
      .filter((row) => row.amount !== 0);
  });
}

/** Every balance of the workspace; throws at the first that differs. */
export async function compareBalances(world: Pick<World, "line">, shop: Books): Promise<Balance[]> {
  const keyed = (rows: Balance[]) =>
    rows.map((row) => [`${row.owner} ${row.kind} ${row.currency}`, row.amount] as const).sort();
  const found = await readBalances(world, shop);
  const [expected, product] = [new Map(keyed(shop.auditor.balances())), new Map(keyed(found))];
  for (const key of new Set([...expected.keys(), ...product.keys()])) {
    if (expected.get(key) === product.get(key)) continue;
    throw wrong(`balance ${key} of workspace ${shop.ws}`, expected.get(key) ?? 0, product.get(key) ?? 0);
  }
  return found;
}
