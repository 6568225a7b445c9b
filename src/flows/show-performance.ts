// How a product does over time, for the producer with every party, for a co-producer with its own part: sold
// direct and by affiliates, kept by whom, and the instants at which a contract's version began or ended.
// Reads only.
// Example: showPerformance(tx, 7, { product: piano, from, to, by: "month", seer: { party: bruno } })
import { sumMinor } from "../base/amount.ts";
import type { Uuid } from "../base/id.ts";
import { listContracts } from "../contracts/read-contracts.ts";
import type { Tx } from "../db/transaction.ts";
import { readPastGiven, readPastSold } from "../reports/past-sales.ts";
import { type KeptBy, readKeptBy, readSoldHow, type SoldHow } from "../reports/performance.ts";
import { readBuckets, type SoldWindow } from "../reports/product-sales.ts";

/** So many parties are told apart; the others are one. */
const MOST_PARTIES = 8;
const MOST_CONTRACTS = 100;

export interface PartyKept {
  /** Null: all the others together. */
  party: Uuid | null;
  role: string;
  /** One a bucket. */
  kept: number[];
  total: number;
}

export interface PerformanceOf {
  currency: string;
  buckets: Bucket[];
  parties: PartyKept[];
  /** Sales from before, which were not split here; null where there are none. */
  history: { buckets: Bucket[]; parties: { party: Uuid; given: number[]; total: number }[] } | null;
}

interface Bucket {
  from: string;
  sold: Omit<SoldHow, "currency" | "bucket">;
}

export interface VersionTurn {
  contract: Uuid;
  party: Uuid;
  version: number;
  share: string | null;
  starts: number;
  ends: number | null;
}

export interface Performance {
  currencies: PerformanceOf[];
  versions: VersionTurn[];
}

type Wanted = SoldWindow & {
  /** Of one party alone, as it may see it; every party where left out. */
  party?: Uuid | undefined;
  /** Of the window, as instants of the business. */
  between: readonly [number, number];
  now: number;
};

const NOTHING = { sales: 0, paid: 0, taken: 0, affiliateSales: 0, affiliatePaid: 0, affiliateTaken: 0 };

export async function showPerformance(tx: Tx, ws: number, wanted: Wanted): Promise<Performance> {
  const buckets = await readBuckets(tx, wanted);
  const sold = Map.groupBy(await readSoldHow(tx, ws, wanted), (row) => row.currency);
  const kept = Map.groupBy(await readKeptBy(tx, ws, wanted), (row) => row.currency);
  const past = Map.groupBy(await readPastSold(tx, ws, wanted), (row) => row.currency);
  const given = Map.groupBy(await readPastGiven(tx, ws, wanted), (row) => row.currency);
  const currencies = [...new Set([...sold.keys(), ...past.keys()])].map((currency) => {
    const before = past.get(currency);
    return {
      currency,
      buckets: bucketsOf(sold.get(currency) ?? [], buckets),
      parties: partiesOf(kept.get(currency) ?? [], buckets),
      history:
        before === undefined
          ? null
          : { buckets: bucketsOf(before, buckets), parties: givenTo(given.get(currency) ?? [], buckets) },
    };
  });
  const salesOf = ({ buckets: now, history }: PerformanceOf) =>
    sumMinor([...now, ...(history?.buckets ?? [])].map((one) => one.sold.sales));
  currencies.sort((a, b) => salesOf(b) - salesOf(a) || (a.currency < b.currency ? -1 : 1));
  return { currencies, versions: await versionsOf(tx, ws, wanted) };
}

function bucketsOf(rows: readonly SoldHow[], buckets: readonly string[]): Bucket[] {
  const at = new Map(rows.map(({ currency: _, bucket, ...one }) => [bucket, one]));
  return buckets.map((from) => ({ from, sold: at.get(from) ?? NOTHING }));
}

function givenTo(rows: readonly Omit<KeptBy, "role">[], buckets: readonly string[]) {
  const all = [...Map.groupBy(rows, (row) => row.party)].map(([party, own]) => {
    const at = new Map(own.map((one) => [one.bucket, one.kept]));
    const given = buckets.map((bucket) => at.get(bucket) ?? 0);
    return { party, given, total: sumMinor(given) };
  });
  return all.sort((a, b) => b.total - a.total).slice(0, MOST_PARTIES);
}

function partiesOf(rows: readonly KeptBy[], buckets: readonly string[]): PartyKept[] {
  const all = [...Map.groupBy(rows, ({ party, role }) => `${party} ${role}`).values()].map((own) => {
    const at = new Map(own.map((one) => [one.bucket, one.kept]));
    const { party, role } = own[0] as KeptBy;
    const kept = buckets.map((bucket) => at.get(bucket) ?? 0);
    return { party, role, kept, total: sumMinor(kept) };
  });
  all.sort((a, b) => b.total - a.total);
  const rest = all.slice(MOST_PARTIES);
  if (rest.length === 0) return all;
  const kept = buckets.map((_, i) => sumMinor(rest.map((one) => one.kept[i] ?? 0)));
  const others = { party: null, role: rest[0]?.role ?? "coproducer", kept, total: sumMinor(kept) };
  return [...all.slice(0, MOST_PARTIES), others];
}

async function versionsOf(tx: Tx, ws: number, { product, party, between, now }: Wanted) {
  const [from, to] = between;
  const contracts = await listContracts(tx, ws, { product, party, now, limit: MOST_CONTRACTS });
  const turns = contracts.flatMap(({ id, party: of, versions }) =>
    versions.map(({ version, starts, ends, terms }): VersionTurn => {
      return { contract: id, party: of, version, share: terms.share ?? null, starts, ends };
    }),
  );
  const isInside = (at: number | null) => at !== null && at >= from && at < to;
  return turns
    .filter(({ starts, ends }) => isInside(starts) || isInside(ends))
    .sort((a, b) => a.starts - b.starts);
}
