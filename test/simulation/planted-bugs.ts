// Bugs to plant into a posting flight on its way to the database, one for each invariant that the simulator
// guards. They exist only in tests: a run with one of them must end in a difference. Never used by the
// product.
// Example: simulate(url, { seed: 1, steps: 200, bug: BUGS["2: a balance is not the sum of its postings"] })
// throws.
import type { Bug, Sent } from "./weak-line.ts";

const ELSEWHERE = 1;

/** The values of a statement with the n-th ($n) changed. */
function withValue(statement: Sent, n: number, change: (value: unknown) => unknown): Sent {
  return { ...statement, values: statement.values.map((value, i) => (i === n - 1 ? change(value) : value)) };
}

/** "{a,b}" with every element changed. */
const each = (change: (element: string) => string) => (list: unknown) =>
  `{${String(list).slice(1, -1).split(",").map(change).join(",")}}`;

function on(name: string, change: (statement: Sent) => Sent | null): Bug {
  return (statement) => (statement.name === name ? change(statement) : statement);
}

/** Written to other columns than it should: prepared under a name of its own. */
const reworded = (statement: Sent, from: string, to: string): Sent => ({
  ...statement,
  name: `${statement.name} planted`,
  text: statement.text.replace(from, to),
});

export const BUGS: Record<string, Bug> = {
  "1: an entry does not sum to zero": on("journal", (one) =>
    withValue(
      one,
      13,
      each((amount) => (amount === "0" ? amount : String(Number(amount) + ELSEWHERE))),
    ),
  ),
  "2: a balance is not the sum of its postings": on("balance", (one) =>
    reworded(one, "b.amount + excluded.amount", "excluded.amount"),
  ),
  "5: a sale told again is posted again": on("journal", (one) =>
    reworded(one, "kind, source, key,", "kind, source, gen_random_uuid()::text,"),
  ),
  "6: what was refunded is forgotten": on("sale_remaining", () => null),
  "7: a sale keeps another plan than the one that split it": on("journal", (one) =>
    withValue(
      one,
      10,
      each((plan) => (plan === "NULL" ? plan : "1")),
    ),
  ),
  "8: an account stands in another currency than its postings": on("ledger_account", (one) =>
    withValue(
      one,
      6,
      each((currency) => currency.replace("JPY", "CHF")),
    ),
  ),
  "10: acknowledged and not committed": on("COMMIT", (one) => ({ ...one, text: "ROLLBACK" })),
  "11: what tiers and caps counted is lost": on("contract_counter", () => null),
};
