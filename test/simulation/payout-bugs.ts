// Bugs to plant into money that leaves: statements and answers changed between the product and its database,
// one for each promise of domain §8. They exist only in tests: a run with one of them must end in a
// difference. Never used by the product.
// Example: simulatePayouts(url, { seed: 3, steps: 400, planted: PAYOUT_BUGS["four eyes by one person"] })
// throws.
import type { Planted } from "./false-line.ts";

const readsPayout = (text: string) => /^select .*from "partage"\."payout" where/.test(text);
const readsMethod = (text: string) => /from "partage"\."payout_method"/.test(text);
const readsAvailable = (text: string) => /sum\(b\.amount\).*AS available/s.test(text);
const readsRun = (text: string) => /from "partage"\."payout_run"/.test(text);
/** Another reference of the same form. */
const other = (reference: unknown) =>
  `${String(reference).slice(0, -1)}${/0$/.test(String(reference)) ? "1" : "0"}`;

export const PAYOUT_BUGS: Record<string, Planted> = {
  "paid twice after a time-out: what is unknown is sent under another reference": {
    reads: (text, rows) =>
      readsPayout(text)
        ? rows.map((row) => (row.state === "unknown" ? { ...row, reference: other(row.reference) } : row))
        : rows,
  },
  "what is available is not looked at when a payout begins": {
    reads: (text, rows, before) =>
      readsAvailable(text) && before.some(readsRun)
        ? rows.map((row) => ({ ...row, available: Number(row.available) + 1_000_000_000 }))
        : rows,
  },
  "what comes back is not taken home": {
    reads: (text, rows) =>
      readsPayout(text)
        ? rows.map((row) =>
            row.state === "settled" && row.rail !== "csv" ? { ...row, settled_at: new Date(0) } : row,
          )
        : rows,
  },
  "a changed place is paid to at once": {
    reads: (text, rows) =>
      readsMethod(text) ? rows.map((row) => ({ ...row, usable_at: row.set_at })) : rows,
  },
  "four eyes by one person": {
    sends(text, values) {
      const isRun = /^(insert into|update) "partage"\."payout_run"/.test(text);
      return { text, values: isRun ? values.map((one) => (one === true ? false : one)) : values };
    },
    reads: (text, rows) =>
      readsRun(text) ? rows.map((row) => ({ ...row, made_by: "nobody", made_behind: [] })) : rows,
  },
  "a hold is not looked at": {
    reads: (text, rows) =>
      /from "partage"\."payout_settings"/.test(text) ? rows.map((row) => ({ ...row, held: false })) : rows,
  },
};
