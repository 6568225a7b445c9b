// Bugs to plant into the life of contracts: statements and answers changed between the product and its
// database, one for each promise of domain §4. They exist only in tests: a run with one of them must end in a
// difference. Never used by the product.
// Example: simulateAgreements(url, { seed: 3, steps: 400, planted: AGREEMENT_BUGS["12: who proposed may
// accept"] }) throws.
import { publicId, type Uuid } from "../../src/base/id.ts";
import type { Planted } from "./false-line.ts";

type Reads = NonNullable<Planted["reads"]>;
const DAY = 24 * 60 * 60 * 1000;
const MONTH = 30 * DAY;

const addsVersion = (text: string) => /^insert into "partage"\."contract_version"/.test(text);
/** Rows of what the product makes plans of. */
const history = (change: (terms: Record<string, unknown>) => object): Reads => {
  const isHistory = /"terms" from "partage"\."contract" inner join "partage"\."contract_version"/;
  return (text, rows) =>
    isHistory.test(text)
      ? rows.map((row) => ({ ...row, terms: change(row.terms as Record<string, unknown>) }))
      : rows;
};
const locksProposal = (text: string) => /from "partage"\."proposal".* for update$/.test(text);
const readsFees = (text: string) => /from "partage"\."product_terms"/.test(text);
const locksTerms = (text: string) => /terms_epoch.*FOR UPDATE/s.test(text);
/** What reserves room, those of a product, oldest first, as if they asked for next to nothing. */
const reserved: Reads = (text, rows) =>
  /from "partage"\."proposal".* order by "created_at", "id"$/.test(text)
    ? rows.map((row) => ({ ...row, terms: row.terms && { ...row.terms, share: "0.000001", clauses: [] } }))
    : rows;

/** In the order of contract_version: workspace, contract, version, starts, ends, …. */
const VERSION = { contract: 1, version: 2, starts: 3, ends: 4 };
const byNotice = (values: readonly unknown[]) => values.some((one) => /^Notice of \d/.test(String(one)));

export const AGREEMENT_BUGS: Record<string, Planted> = {
  "12: an amendment holds from a month before its acceptance": {
    sends(text, values) {
      if (!addsVersion(text) || values[VERSION.version] === 1) return { text, values };
      const starts = new Date((values[VERSION.starts] as Date).getTime() - MONTH);
      return { text, values: values.with(VERSION.starts, starts) };
    },
  },
  "12: who proposed may accept": {
    reads: (text, rows, before) =>
      locksProposal(text) && before.some(locksTerms)
        ? rows.map((row) => ({ ...row, side: "nobody", created_by: "nobody" }))
        : rows,
  },
  "12: a notice ends a contract a day too early": {
    sends(text, values) {
      if (!addsVersion(text) || !byNotice(values)) return { text, values };
      const ends = new Date((values[VERSION.ends] as Date).getTime() - DAY);
      return { text, values: values.with(VERSION.ends, ends) };
    },
  },
  "12: new fees are not held against active contracts": {
    reads: (text, rows, before) =>
      /from "partage"\."agreement"/.test(text) && before.some(readsFees) ? [] : rows,
  },
  "4: what was settled of a period is forgotten": {
    flight(one) {
      if (one.name !== "contract_counter") return one;
      const kept = "unnest($2::text[], $3::bigint[]) AS u (n, v) WHERE n !~ '^(minimum|milestone-)'";
      const text = one.text.replace("unnest($2::text[], $3::bigint[])", kept);
      return { ...one, name: `${one.name} planted`, text };
    },
  },
  "11: the cap is looked at when it is proposed, not again when it is accepted": {
    reads(text, rows, before) {
      const isAccepting = before.some(locksProposal) && /from "partage"\."workspace"/.test(text);
      return isAccepting
        ? rows.map((row) => ({ ...row, max_shared: 990_000 }))
        : reserved(text, rows, before);
    },
  },
  "11: an open proposal reserves nothing": { reads: reserved },
  "4: the tail after an end is not looked at": { reads: history((terms) => ({ ...terms, tail: "none" })) },
  "7: renewals at sign-up follow the plan of the day": {
    reads: history((terms) => ({ ...terms, renewals: "at_charge" })),
  },
  "5: counters begin anew with a new version": {
    sends(text, values) {
      if (!addsVersion(text) || values[VERSION.version] === 1) return { text, values };
      const own = publicId("contract", values[VERSION.contract] as Uuid);
      const anew = `UPDATE partage.contract_counter SET value = 0 WHERE ws = $1 AND name LIKE '%${own}'`;
      return { text: `WITH anew AS (${anew}) ${text}`, values };
    },
  },
  "5: an advance is recovered twice after a refund": {
    flight: (one) => {
      if (one.name !== "contract_counter") return one;
      const isLess = "c.name LIKE 'advance:%' AND excluded.value < c.value";
      const twice = `CASE WHEN ${isLess} THEN greatest(0, 2 * excluded.value - c.value) ELSE excluded.value END`;
      return {
        ...one,
        name: `${one.name} planted`,
        text: one.text.replace("= excluded.value", `= ${twice}`),
      };
    },
  },
};
