// Whether a contract speaks of a sale: in force at its instant (from inclusive, until exclusive), and in
// scope of its kind. Never looks at amounts. Example: scope "direct" and a sale with one affiliate → no.
type Term = { from: bigint; until: bigint | null };
type Scoped = { scope: string; party: string };
type Recruited = { recruitedBy?: string | undefined };

export const inForce = (c: Term, at: bigint) => c.from <= at && (c.until === null || at < c.until);
export function inScope(c: Scoped, by: readonly Recruited[]): boolean {
  if (c.scope === "recruited") return by.some((one) => one.recruitedBy === c.party);
  return c.scope === "all" || (c.scope === "direct") === (by.length === 0);
}
