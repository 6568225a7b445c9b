// Steps of the world of agreements that edit a product: its fees by the producer alone, its fees asked of
// everybody whom they take from, taking it off sale with what becomes of each contract, and back. What a
// contract promises may not be touched by any of them.
// Example: changeFees(world) → "fees of product_…: contracts_promise".
import { CURRENT_TERMS_OF_USE } from "../../src/contracts/terms-of-use.ts";
import { expectOneOf, someDay } from "./agree-steps.ts";
import { type AgreeWorld, mustBe, randomFees } from "./agree-world.ts";
import { type Agreed, type Asked, at, type Reasons } from "./auditor-terms.ts";

const termsOfUse = CURRENT_TERMS_OF_USE;
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

export async function changeFees(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const product = r.pick(world.products).id;
  const fees = randomFees(world);
  const starts = someDay(world, 0.3, 20);
  const from = agreed.feesTurn(product, starts, clock.now);
  const reasons: Reasons = new Set(
    agreed.touchedBy(product, fees, from).length > 0 ? ["contracts_promise"] : [],
  );
  const when = starts === null ? {} : { starts: iso(starts) };
  const told = await world.asAna("POST", `/products/${product}/terms`, { ...fees, ...when });
  const found = expectOneOf(`fees of ${product}`, reasons, told);
  if (found === null) agreed.fees.hold(product, from, fees);
  return `fees of ${product}: ${found}`;
}

export async function askFees(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const product = r.pick(world.products).id;
  const fees = randomFees(world);
  const starts = someDay(world, 0.3, 20);
  const touched = agreed.touchedBy(product, fees, Math.max(starts ?? clock.now, clock.now));
  const reasons = agreed.whyNotAskFees(product, fees, starts, clock.now);
  const basedOn = agreed.fees.count(product);
  const path = `/products/${product}/terms/proposals`;
  const told = await world.asAna("POST", path, { ...fees, starts: iso(starts), termsOfUse });
  const found = expectOneOf(`fees asked of ${product}`, reasons, told);
  if (found !== null) return `fees asked: ${found}`;
  const asked: { id: string; contract: string; change: string }[] = told.body.data;
  expectThese("are asked for fees", touched, asked);
  for (const { id, contract: of, change } of asked) {
    const { party } = touched.find((one) => one.id === of) as Agreed;
    const about = { kind: "fees", side: "producer", contract: of, product, party } as const;
    const what = { terms: null, starts, ends: null, fees: { change, fees, basedOn } };
    agreed.ask(id, { ...about, ...what }, clock.now);
  }
  return `fees asked of ${asked.length}`;
}

function expectThese(what: string, expected: Agreed[], found: { contract: string }[]): void {
  const [must, are] = [expected.map((one) => one.id).sort(), found.map((one) => one.contract).sort()];
  if (must.join() !== are.join())
    throw new Error(`${what}: ${are.join(", ")} where it is ${must.join(", ")}`);
}

/** Off sale, its contracts asked about one by one; or on sale again. */
export async function retire(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const [product, other] = r.chance(0.5) ? world.products : world.products.toReversed();
  if (product === undefined || other === undefined) return "retire nothing";
  if (agreed.offSale.has(product.id)) {
    mustBe(200, await world.asAna("PATCH", `/products/${product.id}`, { status: "active" }));
    agreed.offSale.delete(product.id);
    return `on sale again: ${product.id}`;
  }
  const replacedBy = agreed.offSale.has(other.id) ? null : other.id;
  const open = agreed.contracts.filter(
    (one) => one.product === product.id && !agreed.hasEnded(one, clock.now),
  );
  const becomes = open.map((one) => ({ contract: one, becomes: whatBecomes(world, one, replacedBy) }));
  const asked = becomes.flatMap(({ contract, becomes: what }) =>
    askedOf(contract, what, replacedBy, clock.now),
  );
  const reasons = askTogether(world, asked);
  const contracts = becomes.map((one) => ({ ...one, contract: one.contract.id }));
  const wanted = { replacedBy, contracts, termsOfUse };
  const told = await world.asAna("POST", `/products/${product.id}/retire`, wanted);
  const found = expectOneOf(`retirement of ${product.id}`, reasons, told);
  if (found !== null) return `retire: ${found}`;
  agreed.offSale.add(product.id);
  for (const [i, one] of asked.entries()) {
    const { id, contract } = told.body.data[i];
    agreed.ask(id, { ...one, contract }, clock.now);
  }
  return `retire: ${asked.map((one) => one.kind).join(" ")}`;
}

/** Only what holds until its end moves as it is. */
function whatBecomes({ r, clock }: AgreeWorld, { stretches }: Agreed, replacedBy: string | null): string {
  const isLast = at(stretches, clock.now) === stretches.at(-1) || stretches.length === 1;
  return r.pick(replacedBy !== null && isLast ? ["go_on", "end", "move"] : ["go_on", "go_on", "end"]);
}

function askedOf(contract: Agreed, becomes: string, replacedBy: string | null, now: number): Asked[] {
  const { id, product, party, stretches } = contract;
  const side = "producer";
  const end = {
    kind: "end",
    side,
    contract: id,
    product,
    party,
    terms: null,
    starts: null,
    ends: null,
  } as const;
  if (becomes === "end") return [end];
  const held = at(stretches, now) ?? stretches.at(-1);
  if (becomes !== "move" || held === undefined || replacedBy === null) return [];
  return [{ ...end, kind: "invite", contract: "", product: replacedBy, terms: held.terms, ends: held.until }];
}

/** All of them or none: each is looked at beside those before it. */
function askTogether({ agreed, clock }: AgreeWorld, asked: readonly Asked[]): Reasons {
  const count = agreed.proposals.length;
  for (const [i, one] of asked.entries()) {
    const reasons = agreed.whyNotAsk(one, clock.now);
    if (reasons.size > 0) {
      agreed.proposals.length = count;
      return reasons;
    }
    agreed.ask(`together ${i}`, { ...one, contract: one.contract || `together ${i}` }, clock.now);
  }
  agreed.proposals.length = count;
  return new Set();
}
