// Makes a failing case smaller while it still fails: fewer lines, then fewer contracts, clauses and settings.
// It never looks at why a case fails; the caller says whether it does.
// Example: a case of 40 lines and 6 contracts that fails on one tie becomes one line and one contract.
export type Case = { plan: string; lines: string[] };
type Json = Record<string, unknown>;

const tries = 250;

function smallerPlans(text: string): string[] {
  let plan: Json;
  try {
    plan = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  if (typeof plan !== "object" || plan === null || Array.isArray(plan)) return [];
  const without = (object: Json, key: string): Json =>
    Object.fromEntries(Object.entries(object).filter(([k]) => k !== key));
  const contracts = Array.isArray(plan.contracts) ? (plan.contracts as Json[]) : [];
  const swap = (i: number, by: Json[]): Json => ({ ...plan, contracts: contracts.toSpliced(i, 1, ...by) });
  return [
    ...contracts.map((_, i) => swap(i, [])),
    ...Object.keys(plan).map((key) => without(plan, key)),
    ...contracts.flatMap((c, i) => Object.keys(c ?? {}).map((key) => swap(i, [without(c, key)]))),
    ...contracts.flatMap((c, i) => {
      const clauses = Array.isArray(c?.clauses) ? (c.clauses as Json[]) : [];
      return clauses.map((_, j) => swap(i, [{ ...c, clauses: clauses.toSpliced(j, 1) }]));
    }),
  ].map((smaller) => JSON.stringify(smaller));
}

function smallerLines(text: string): string[] {
  try {
    const line = JSON.parse(text) as Json;
    const keys = [
      "tax",
      "shipping",
      "fees",
      "affiliate",
      "feesReturned",
      "product",
      "category",
      "offer",
    ].filter((key) => Object.hasOwn(line, key));
    return keys.map((key) => JSON.stringify({ ...line, [key]: undefined }));
  } catch {
    return [];
  }
}

export async function shrink(start: Case, fails: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let best = start;
  let left = tries;
  const attempt = async (smaller: Case): Promise<boolean> => {
    left -= 1;
    if (left < 0 || !(await fails(smaller))) return false;
    best = smaller;
    return true;
  };
  for (let size = Math.ceil(best.lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let i = best.lines.length - size; i > -size && best.lines.length > 0; i -= size)
      await attempt({ ...best, lines: best.lines.toSpliced(Math.max(0, i), size) });
  for (let again = true; again && left > 0; ) {
    again = false;
    for (const plan of smallerPlans(best.plan)) {
      again = await attempt({ ...best, plan });
      if (again) break;
    }
  }
  for (let i = 0; i < best.lines.length; i++)
    for (const line of smallerLines(best.lines[i] ?? ""))
      if (await attempt({ ...best, lines: best.lines.toSpliced(i, 1, line) })) break;
  return best;
}
