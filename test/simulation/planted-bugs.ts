// Bugs to plant into a posting flight on its way to the database, one for each invariant that the simulator
// guards. They exist only in tests: a run with one of them must end in a difference. Never used by the
// product.
// Example: simulate(url, { seed: 1, steps: 200, bug: BUGS["2: a balance is not the sum of its postings"] })
// throws.
import type { Bug, Sent } from "./weak-line.ts";

function on(name: string, change: (statement: Sent) => Sent | null): Bug {
  return (statement) => (statement.name === name ? change(statement) : statement);
}

/** Says something else than it should; prepared under a name of its own. */
const reworded = (statement: Sent, from: string, to: string): Sent => ({
  ...statement,
  name: `${statement.name} planted`,
  text: statement.text.replace(from, to),
});

export const BUGS: Record<string, Bug> = {
  "1: an entry does not sum to zero": on("journal", (one) =>
    reworded(
      one,
      "($13::bigint[])[first:last]",
      "(SELECT array_agg(a + 1) FROM unnest(($13::bigint[])[first:last]) a)",
    ),
  ),
  "2: a balance is not the sum of its postings": on("balance", (one) =>
    reworded(one, "b.amount + excluded.amount", "excluded.amount"),
  ),
  "5: a sale told again is posted again": on("journal", (one) =>
    reworded(one, "source, key, subject, body,", "source, key || '#' || ($2::bigint + n), subject, body,"),
  ),
  "6: what was refunded is forgotten": on("sale_remaining", () => null),
  "7: a sale keeps another plan than the one that split it": on("journal", (one) =>
    reworded(one, "subject, body, currency, plan,", "subject, body, currency, least(plan, 1),"),
  ),
  "8: an account stands in another currency than its postings": on("ledger_account", (one) => {
    const changed = reworded(one, "SELECT $1, *", "SELECT $1, a, k, o, s, replace(c, 'JPY', 'CHF')");
    return { ...changed, text: `${changed.text} AS u (a, k, o, s, c)` };
  }),
  "10: acknowledged and not committed": on("COMMIT", (one) => ({ ...one, text: "ROLLBACK" })),
  "11: what tiers and caps counted is lost": on("contract_counter", () => null),
};
