// The clauses of a contract in a table of text (table.ts), each by its first word.
// Example: "recoup 5000 USD whole 0.5" → { kind: "recoup", amount: 5000, currency: "USD", from: "whole", … }.

type Json = Record<string, unknown>;

/** In the order they stand in. */
export function clausesOf(found: ReadonlyMap<string, string[]>): Json[] {
  const clauses: Json[] = [];
  for (const [head, words] of found) {
    if (head.startsWith("tiers")) clauses.push(tiersOf(words));
    if (head.startsWith("cap-earned")) clauses.push({ kind: "cap", earned: Number(words[0]) });
    if (head.startsWith("cap-sales")) clauses.push({ kind: "cap", sales: Number(words[0]) });
    if (head.startsWith("mix")) clauses.push(mixOf(words));
    if (head.startsWith("recoup")) clauses.push(recoupOf(words));
    if (head.startsWith("minimum")) clauses.push(minimumOf(words));
    if (head.startsWith("milestone")) clauses.push(milestoneOf(words));
  }
  return clauses;
}

/** tiers net month 0.10 to 100000 0.20 */
function tiersOf([measure, period, ...rest]: string[]): Json {
  const tiers: Json[] = [];
  rest.forEach((word, index) => {
    const last = tiers.at(-1);
    if (rest[index - 1] === "to" && last !== undefined) last.upTo = Number(word);
    else if (word !== "to") tiers.push({ share: word });
  });
  return { kind: "tiers", measure, period, tiers };
}

/** mix product piano 0.20 violin 0.30 */
function mixOf([by, ...rest]: string[]): Json {
  const shares: Json[] = [];
  for (let i = 0; i < rest.length; i += 2) shares.push({ of: rest[i], share: rest[i + 1] });
  return { kind: "mix", by, shares };
}

/** recoup 5000 USD share · recoup 5000 USD whole 0.5 */
function recoupOf([amount, currency, from, rate]: string[]): Json {
  return { kind: "recoup", amount: Number(amount), currency, from, ...(rate === undefined ? {} : { rate }) };
}

/** minimum 50000 USD month */
function minimumOf([amount, currency, period]: string[]): Json {
  return { kind: "minimum", amount: Number(amount), currency, period };
}

/** milestone sales month 3 gives 25000 USD */
function milestoneOf([measure, period, goal, , bonus, currency]: string[]): Json {
  return { kind: "milestone", measure, period, goal: Number(goal), bonus: Number(bonus), currency };
}
