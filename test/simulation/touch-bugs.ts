// Bugs to plant between the product and its database while links are followed and affiliates earn: what is
// read is changed on its way back, what is written on its way there. They exist only in tests: a run with one
// of them must end in a difference. Never used by the product.
// Example: simulateTouches(url, { seed: 3, steps: 300, planted: TOUCH_BUGS["a suspended affiliate earns"] })
// throws.
import type { Planted } from "./false-line.ts";

type Row = Record<string, unknown>;
type Reads = NonNullable<Planted["reads"]>;
const DAY = 86_400_000;

const onRows =
  (which: RegExp, change: (row: Row) => Row): Reads =>
  (text, rows) =>
    which.test(text) ? rows.map(change) : rows;

/** How affiliates stood at an instant. */
const STANDINGS = /AS step,.*partage\.affiliation a JOIN/s;
/** The same of one that is named by its code. */
const STEPS = /from "partage"\."affiliation_step".* order by "no"/;
const TOUCHES = /from "partage"\."click" where .*"visitor" in/;
const RULES = /from "partage"\."program_rules"/;
const HOLDS = /AS finding, f\.party, f\.amount/;
const DISPUTES = /from "partage"\."dispute" where .*"state" = /;
const RATES = /from "partage"\."commission_rule"/;

const stood = (change: (step: Row, row: Row) => Row): Reads =>
  onRows(STANDINGS, (row) => ({ ...row, step: row.step && change(row.step as Row, row) }));

const later = (at: unknown, ms: number) => new Date((at as Date).getTime() + ms);

export const TOUCH_BUGS: Record<string, Planted> = {
  "the window is a day too long": {
    reads: onRows(RULES, (row) => ({ ...row, window_days: (row.window_days as number) + 1 })),
  },
  "the window is a millisecond too long": {
    reads: onRows(TOUCHES, (row) => ({ ...row, at: later(row.at, 1) })),
  },
  "a suspended affiliate earns": {
    reads: stood((step) => (step.state === "suspended" ? { ...step, state: "approved" } : step)),
  },
  "a blocked affiliate earns": {
    reads: stood((step) => (step.state === "blocked" ? { ...step, state: "approved" } : step)),
  },
  "an affiliate who is named stands as today": {
    reads: (text, rows) => (STEPS.test(text) ? rows.slice(-1) : rows),
  },
  "an own purchase earns": {
    reads: onRows(STANDINGS, (row) => ({ ...row, email: null, accounts: null, digests: null })),
  },
  "an own purchase under the address of an account earns": {
    reads: onRows(STANDINGS, (row) => ({ ...row, digests: null })),
  },
  "a coupon loses to a link": { reads: onRows(RULES, (row) => ({ ...row, coupons_credit: false })) },
  "a coupon's limit is not looked at": {
    reads: (text, rows) => (/from "partage"\."coupon_use".*group by "coupon"/.test(text) ? [] : rows),
  },
  "a cut takes effect at once": {
    sends(text, values) {
      if (!/^insert into "partage"\."commission_rule"/.test(text)) return { text, values };
      const [starts, made] = [values.findIndex((one) => one instanceof Date), values.length - 1];
      return { text, values: values.with(starts, values[made]) };
    },
  },
  "a cut that was announced counts three days early": {
    reads: onRows(RATES, (row) => ({ ...row, starts: later(row.starts, -3 * DAY) })),
  },
  "an exception goes on after its last day": { reads: onRows(RATES, (row) => ({ ...row, ends: null })) },
  "a manager earns on all affiliates of a sale, not only on those it recruited": {
    reads: (text, rows) => {
      const [some] = STANDINGS.test(text)
        ? rows.flatMap((row) => (row.step as Row | null)?.recruited_by ?? [])
        : [];
      return some === undefined ? rows : stood((step) => ({ ...step, recruited_by: some }))(text, rows, []);
    },
  },
  "who is handed over takes earlier sales along": {
    reads: stood((step, row) => ({ ...step, recruited_by: row.recruited_by })),
  },
  "renewals earn without end": {
    reads: onRows(RULES, (row) => ({
      ...row,
      renewals: row.renewals === "all" ? "first" : "all",
      renewals_count: null,
    })),
  },
  "a lead counts for whoever buys": {
    sends: (text, values) =>
      /from "partage"\."lead" where .*"email_key" in/.test(text)
        ? { text: text.replace(/"email_key" in \(\$3, \$4, \$5\)/, "$3 || $4 || $5 IS NOT NULL"), values }
        : { text, values },
  },
  "what must be held can be paid out": {
    reads: onRows(/from "partage"\."fraud_settings"/, (row) => ({
      ...row,
      settings: { tooFast: { on: false, seconds: 10 }, ownPurchase: { on: false } },
    })),
  },
  "what is held is forgotten by whatever comes after": {
    reads: (text, rows) => (HOLDS.test(text) ? [] : rows),
  },
  "what is in dispute is held a second time": {
    reads: (text, rows) => (DISPUTES.test(text) ? [] : rows),
  },
  "a held commission stays payable": {
    flight: (one) => {
      if (one.name !== "balance") return one;
      const text = one.text.replace("b.amount + excluded.amount", "b.amount + greatest(excluded.amount, 0)");
      return { ...one, name: "balance planted", text };
    },
  },
};
