// Steps of the world of agreements that go by the calendar: the notice of one side, which ends a contract
// when the days agreed are over, and the hourly look that settles minimums and milestones of ended periods.
// The look may die in the middle; what it settles is held against what both auditors say is due.
// Example: settle(world) → "settled 3: contract_… minimum 2026-04 USD 4193 …".
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { asSide, expectOneOf } from "./agree-steps.ts";
import { type AgreeWorld, ZONE } from "./agree-world.ts";
import { type Due, duesOf } from "./auditor-dues.ts";
import { type Agreed, splittingOf } from "./auditor-terms.ts";
import { afterDeath, mayDie } from "./dying-door.ts";

export async function giveNotice(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  if (agreed.contracts.length === 0) return "notice of nothing";
  const contract = r.pick(agreed.contracts);
  const side = r.pick(["producer", "party"] as const);
  const reasons = agreed.whyNotNotice(contract, clock.now);
  const told = await asSide(world, side, contract.party, `/contracts/${contract.id}/notice`, {});
  const found = expectOneOf(`notice of ${contract.id}`, reasons, told);
  if (found !== null) return `notice: ${found}`;
  const ends = agreed.giveNotice(contract, side, clock.now);
  const [notice] = told.body.notices.slice(-1);
  if (Date.parse(notice.ends) !== ends)
    throw new Error(
      `notice of ${contract.id}: agreed to end ${new Date(ends).toISOString()}, ${notice.ends}`,
    );
  return `notice by ${side}: ${notice.ends}`;
}

export async function settle(world: AgreeWorld): Promise<string> {
  const { agreed, clock, life } = world;
  const risks = mayDie(life, true);
  const look = () => settleContracts(world.app, world.ws);
  let hasDied = false;
  await look().catch((error: unknown) => {
    if (!risks) throw error;
    hasDied = true;
  });
  afterDeath(life, hasDied);
  if (hasDied) await look();
  const said = agreed.contracts.flatMap((contract) =>
    duesOf(contract.stretches, ZONE, clock.now).flatMap((due) => predict(world, contract, due)),
  );
  for (const contract of agreed.contracts) await compareSettled(world, contract);
  return `settled ${said.length}: ${said.join(", ")}`;
}

/** Tells the auditor of balances; answers what came to more than nothing. */
function predict(world: AgreeWorld, { id, party }: Agreed, due: Due): string[] {
  const { auditor, settled, producer } = world;
  const dates = { from: spell(due.from), until: due.until === null ? null : spell(due.until) };
  const contracts = [{ id, party, ...dates, ...splittingOf(due.terms) }];
  const plan = JSON.stringify({ producer, timeZone: ZONE, contracts });
  world.settlements += 1;
  const line = { settle: due.name, id: `settlement ${world.settlements}`, currency: due.currency };
  const told = auditor.entry({ source: "partage", plan, line: JSON.stringify(line) });
  if ("error" in told) throw new Error(`settlement of ${id}: the auditor says ${told.error.code}`);
  return told.answer.allocations.slice(1).map(({ role, amount }) => {
    const key = `${id} ${role} ${due.name} ${due.currency}`;
    settled.set(key, (settled.get(key) ?? 0) + amount);
    return `${key} ${amount}`;
  });
}

const spell = (at: number) => new Date(at).toISOString();

type Shown = { kind: string; period: string; currency: string; state: string; settled: number; due: number };

/** Period by period as both sides are shown it; several milestones of a period stand apart. */
async function compareSettled({ asKey, settled }: AgreeWorld, { id }: Agreed): Promise<void> {
  const { body } = await asKey("GET", `/contracts/${id}/settlements?limit=100`);
  const found = new Map<string, number>();
  for (const { kind, period, currency, state, settled: amount, due } of body.data as Shown[]) {
    const key = `${id} ${kind} ${period} ${currency}`;
    found.set(key, (found.get(key) ?? 0) + amount);
    if (state === "ended" && due !== 0) throw new Error(`${key} has ended, and ${due} is still due`);
  }
  const mine = [...settled.keys()].filter((key) => key.startsWith(`${id} `));
  for (const key of new Set([...mine, ...found.keys()])) {
    if ((settled.get(key) ?? 0) === (found.get(key) ?? 0)) continue;
    throw new Error(
      `${key}: the auditor settles ${settled.get(key) ?? 0}, the product ${found.get(key) ?? 0}`,
    );
  }
}
