// What a posting flight adds to the totals by day that reports read: sold and taken back by product and
// source, given and taken by party and role. Adds up and writes; never decides an amount. Days are the
// workspace's own.
// Example: two sales of 100.00 with bruno at 5.82 → sale_day +2 sales, +20000; line_day bruno +1164.
import { dateArray, int8Array, textArray, uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";

/** Of one sale: which row of the totals it belongs to. */
export interface TotalsPlace {
  /** Days since 1970-01-01. */
  day: number;
  currency: string;
  /** Uuid. */
  product: string;
  /** Who reported the sale. */
  source: string;
}

interface SaleRow extends TotalsPlace {
  sales: number;
  paid: number;
  takeBacks: number;
  taken: number;
  disputeFees: number;
}

interface LineRow extends Omit<TotalsPlace, "source"> {
  party: string;
  role: string;
  given: number;
  taken: number;
  atSource: number;
}

interface AffiliateRow extends Omit<TotalsPlace, "source"> {
  sales: number;
  paid: number;
  taken: number;
}

export class DayTotals {
  /** What affiliates sold of it: mostly few rows, and none where nobody promotes. */
  readonly #affiliate = new Map<string, AffiliateRow>();
  readonly #sales = new Map<string, SaleRow>();
  readonly #lines = new Map<string, Map<string, LineRow[]>>();
  /** Neighbours mostly share product and day: what was found last is found without spelling a key. */
  #lastSale: SaleRow | undefined;
  #last: (Omit<TotalsPlace, "source"> & { lines: Map<string, LineRow[]> }) | undefined;

  sold(place: TotalsPlace, paid: number, byAffiliate: boolean): void {
    if (byAffiliate) {
      const promoted = this.#promoted(place);
      promoted.sales += 1;
      promoted.paid += paid;
    }
    const row = this.#sale(place);
    row.sales += 1;
    row.paid += paid;
  }

  /** `amount` of what was paid was refunded, or lost in a dispute with its fee. */
  takenBack(place: TotalsPlace, amount: number, byAffiliate: boolean, disputeFee = 0): void {
    if (byAffiliate) this.#promoted(place).taken += amount;
    const row = this.#sale(place);
    row.takeBacks += 1;
    row.taken += amount;
    row.disputeFees += disputeFee;
  }

  given(place: TotalsPlace, party: string, role: string, amount: number): void {
    this.#line(place, party, role).given += amount;
  }

  taken(place: TotalsPlace, party: string, role: string, amount: number): void {
    this.#line(place, party, role).taken += amount;
  }

  /** What the source pays out itself, or takes back of that (negative). */
  atSource(place: TotalsPlace, party: string, role: string, amount: number): void {
    this.#line(place, party, role).atSource += amount;
  }

  #promoted({ day, currency, product }: TotalsPlace): AffiliateRow {
    const key = `${day} ${currency} ${product}`;
    let row = this.#affiliate.get(key);
    if (row === undefined) {
      row = { day, currency, product, sales: 0, paid: 0, taken: 0 };
      this.#affiliate.set(key, row);
    }
    return row;
  }

  #sale(place: TotalsPlace): SaleRow {
    const { day, currency, product, source } = place;
    const last = this.#lastSale;
    if (last?.day === day && last.source === source && last.product === product && last.currency === currency)
      return last;
    const key = `${day} ${currency} ${product} ${source}`;
    let row = this.#sales.get(key);
    if (row === undefined) {
      row = { day, currency, product, source, sales: 0, paid: 0, takeBacks: 0, taken: 0, disputeFees: 0 };
      this.#sales.set(key, row);
    }
    this.#lastSale = row;
    return row;
  }

  #line(place: TotalsPlace, party: string, role: string): LineRow {
    const lines = this.#linesOf(place);
    let rows = lines.get(party);
    if (rows === undefined) {
      rows = [];
      lines.set(party, rows);
    }
    for (let i = 0; i < rows.length; i++) if (rows[i]?.role === role) return rows[i] as LineRow;
    const { day, currency, product } = place;
    const row = { day, currency, product, party, role, given: 0, taken: 0, atSource: 0 };
    rows.push(row);
    return row;
  }

  /** By party. */
  #linesOf({ day, currency, product }: TotalsPlace): Map<string, LineRow[]> {
    const last = this.#last;
    if (last?.day === day && last.product === product && last.currency === currency) return last.lines;
    const key = `${day} ${currency} ${product}`;
    let lines = this.#lines.get(key);
    if (lines === undefined) {
      lines = new Map();
      this.#lines.set(key, lines);
    }
    this.#last = { day, currency, product, lines };
    return lines;
  }

  /** Nothing where nothing moved. */
  statements(ws: number): Statement[] {
    const sales = [...this.#sales.values()];
    const lines = [...this.#lines.values()]
      .flatMap((parties) => [...parties.values()].flat())
      .filter((one) => one.given || one.taken || one.atSource);
    return [
      ...(sales.length > 0 ? [addSaleDays(ws, sales)] : []),
      ...(lines.length > 0 ? [addLineDays(ws, lines)] : []),
      ...(this.#affiliate.size > 0 ? [addAffiliateDays(ws, [...this.#affiliate.values()])] : []),
    ];
  }
}

function addAffiliateDays(ws: number, rows: readonly AffiliateRow[]): Statement {
  return {
    name: "affiliate_day",
    text: `INSERT INTO partage.affiliate_day AS t (ws, currency, day, product, sales, paid, taken)
      SELECT $1, * FROM unnest($2::text[], $3::date[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[])
      ON CONFLICT (ws, currency, day, product) DO UPDATE SET sales = t.sales + excluded.sales,
        paid = t.paid + excluded.paid, taken = t.taken + excluded.taken`,
    values: [
      ws,
      textArray(rows.map((row) => row.currency)),
      dateArray(rows.map((row) => row.day)),
      uuidArray(rows.map((row) => row.product)),
      int8Array(rows.map((row) => row.sales)),
      int8Array(rows.map((row) => row.paid)),
      int8Array(rows.map((row) => row.taken)),
    ],
  };
}

function addSaleDays(ws: number, rows: readonly SaleRow[]): Statement {
  return {
    name: "sale_day",
    text: `INSERT INTO partage.sale_day AS t (ws, currency, day, product, source, sales, paid, take_backs, taken,
        dispute_fees)
      SELECT $1, * FROM unnest($2::text[], $3::date[], $4::uuid[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
        $9::bigint[], $10::bigint[])
      ON CONFLICT (ws, currency, day, product, source) DO UPDATE SET sales = t.sales + excluded.sales,
        paid = t.paid + excluded.paid, take_backs = t.take_backs + excluded.take_backs,
        taken = t.taken + excluded.taken, dispute_fees = t.dispute_fees + excluded.dispute_fees`,
    values: [
      ws,
      textArray(rows.map((row) => row.currency)),
      dateArray(rows.map((row) => row.day)),
      uuidArray(rows.map((row) => row.product)),
      textArray(rows.map((row) => row.source)),
      int8Array(rows.map((row) => row.sales)),
      int8Array(rows.map((row) => row.paid)),
      int8Array(rows.map((row) => row.takeBacks)),
      int8Array(rows.map((row) => row.taken)),
      int8Array(rows.map((row) => row.disputeFees)),
    ],
  };
}

function addLineDays(ws: number, rows: readonly LineRow[]): Statement {
  return {
    name: "line_day",
    text: `INSERT INTO partage.line_day AS t (ws, currency, day, product, party, role, given, taken, at_source)
      SELECT $1, * FROM unnest($2::text[], $3::date[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[],
        $9::bigint[])
      ON CONFLICT (ws, currency, day, product, party, role) DO UPDATE SET given = t.given + excluded.given,
        taken = t.taken + excluded.taken, at_source = t.at_source + excluded.at_source`,
    values: [
      ws,
      textArray(rows.map((row) => row.currency)),
      dateArray(rows.map((row) => row.day)),
      uuidArray(rows.map((row) => row.product)),
      uuidArray(rows.map((row) => row.party)),
      textArray(rows.map((row) => row.role)),
      int8Array(rows.map((row) => row.given)),
      int8Array(rows.map((row) => row.taken)),
      int8Array(rows.map((row) => row.atSource)),
    ],
  };
}
