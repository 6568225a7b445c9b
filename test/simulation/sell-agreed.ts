// Sales of the world of agreements, through the door: single ones, late ones, charges of subscriptions and
// instalments, with and without affiliates; refunds and disputes. Each sale is split twice: by the product,
// and by the auditor under the terms that the auditor of agreements says were in force.
// Example: sell(world) → "sale s12 of club sub3:2 10000 USD".
import { isDeepStrictEqual } from "node:util";
import { expectOneOf } from "./agree-steps.ts";
import { type AgreeWorld, mustBe, type Product } from "./agree-world.ts";

const HOUR = 3_600_000;
const CHARGED = 30 * 24 * HOUR;

interface Charge {
  product: Product;
  offer: string;
  subscription?: { ref: string; charge: number };
  isInstalments: boolean;
}

/** Single, the first of a series, or the next of one. */
function randomCharge(world: AgreeWorld): Charge {
  const { r, subscriptions } = world;
  if (subscriptions.length > 0 && r.chance(0.55)) {
    const one = r.pick(subscriptions.slice(-12));
    one.charges += 1;
    const offer = one.isInstalments ? one.product.offers.instalments : one.product.offers.monthly;
    const { product, isInstalments, ref, charges: charge } = one;
    return { product, offer, subscription: { ref, charge }, isInstalments };
  }
  const product = r.pick(world.products);
  if (r.chance(0.5)) return { product, offer: product.offers.once, isInstalments: false };
  const isInstalments = r.chance(0.3);
  world.named += 1;
  const ref = `sub${world.named}`;
  subscriptions.push({ ref, product, charges: 1, isInstalments });
  const offer = isInstalments ? product.offers.instalments : product.offers.monthly;
  return { product, offer, subscription: { ref, charge: 1 }, isInstalments };
}

export async function sell(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed, auditor } = world;
  const { product, offer, subscription, isInstalments } = randomCharge(world);
  // A day or two late; rarely a month, before what was told as the first.
  const late = r.chance(0.2) ? r.below(48 * HOUR) : r.chance(0.05) ? r.below(CHARGED) : 0;
  const at = clock.now - late;
  const paid = r.chance(0.05) ? r.below(4) : 1 + r.below(r.pick([300, 20_000]));
  const parties = world.partners.flatMap((one) => one.party ?? []);
  const party = r.pick([world.promoter, world.promoter, ...parties]);
  const recruitedBy = parties.length > 0 && r.chance(0.5) ? r.pick(parties) : party;
  const affiliate = {
    party,
    rate: r.pick(["0.35", "0.1", "0.2", "0.5"]),
    ...(recruitedBy === party ? {} : { recruitedBy }),
  };
  world.named += 1;
  const facts = {
    at: new Date(at).toISOString(),
    currency: r.pick(["USD", "USD", "USD", "JPY"]),
    paid,
    tax: r.chance(0.2) ? r.below(Math.ceil(paid / 5) + 1) : 0,
    fees: r.chance(0.5) ? [{ party: world.stripe, amount: r.below(Math.ceil(paid / 20) + 2) }] : [],
    ...(r.chance(0.5) ? { affiliate } : {}),
  };
  const externalId = `s${world.named}`;
  const more = subscription === undefined ? {} : { subscription };
  const sent = { ...facts, externalId, product: product.id, offer, ...more };
  const told = await world.asKey("POST", "/sales", sent);
  // Told again because nothing was heard, it is there already.
  const { id } = mustBe(told.status === 200 ? 200 : 201, told);
  // A charge that is earlier than all others is the first, and knows of no other.
  agreed.sell(product.id, at, subscription?.ref);
  const of = subscription && { subscription: subscription.ref, isInstalments };
  const composed = agreed.planOf(product.id, at, of);
  const plan = JSON.stringify({ producer: world.producer, ...composed });
  const predicted = auditor.sale({ source: "api", plan, line: JSON.stringify({ id: externalId, ...facts }) });
  if ("error" in predicted) throw new Error(`sale ${externalId}: the auditor says ${predicted.error.code}`);
  const { body } = await world.asKey("GET", `/sales/${id}`);
  const expected = predicted.answer.allocations.map((one) => `${one.party} ${one.role} ${one.amount}`).sort();
  const found = body.lines
    .filter((line: { amount: number; role: string }) => line.amount !== 0 || line.role === "producer")
    .map(
      ({ party: by, role, amount }: { party: { id: string }; role: string; amount: number }) =>
        `${role === "tax" ? "tax" : by.id} ${role} ${amount}`,
    )
    .sort();
  if (!isDeepStrictEqual(found, expected)) {
    const terms = JSON.stringify(composed.contracts);
    throw new Error(
      `sale ${externalId} ${JSON.stringify(sent)} under ${terms}: the auditor says ${expected.join(", ")}, the product ${found.join(", ")}`,
    );
  }
  world.sales.push({ id, externalId, paid, product: product.id });
  return `sale ${externalId} ${subscription?.ref ?? ""}:${subscription?.charge ?? ""} ${paid}`;
}

const RETURNED = {
  all: true,
  none: false,
  platform_fee: "platform_fee",
  processor_fee: "processor_fee",
} as const;

export async function refund(world: AgreeWorld): Promise<string> {
  const { r, auditor } = world;
  if (world.sales.length === 0) return "refund nothing";
  const sale = r.pick(world.sales.slice(-30));
  world.named += 1;
  const id = `r${world.named}`;
  const amount = r.chance(0.4) ? Math.max(1, sale.paid) : 1 + r.below(Math.max(1, sale.paid));
  const kept = r.pick(["all", "all", "none", "platform_fee", "processor_fee"] as const);
  const line = JSON.stringify({ refund: sale.externalId, id, amount, feesReturned: RETURNED[kept] });
  const told = auditor.refund({ source: "api", line, startedHere: true });
  const answered = await world.asKey("POST", `/sales/${sale.id}/refunds`, {
    externalId: id,
    amount,
    feesReturned: kept,
  });
  const may = new Set("error" in told ? [told.error.code] : []);
  return `refund ${sale.externalId} ${amount}: ${expectOneOf(`refund ${id}`, may, answered)}`;
}

export async function dispute(world: AgreeWorld): Promise<string> {
  const { r, auditor, disputes } = world;
  const open = disputes.filter((one) => one.isOpen);
  if (open.length > 0 && r.chance(0.6)) {
    const one = r.pick(open);
    const outcome = r.pick(["won", "lost"] as const);
    const fee = outcome === "lost" ? 150 : 0;
    auditor.disputeClosed({ source: "api", id: one.externalId, outcome, fee });
    const end = outcome === "lost" ? { outcome, fee } : { outcome };
    mustBe(200, await world.asKey("POST", `/disputes/${one.id}/close`, end));
    one.isOpen = false;
    return `dispute ${one.externalId}: ${outcome}`;
  }
  if (world.sales.length === 0) return "dispute nothing";
  const sale = r.pick(world.sales.slice(-30));
  world.named += 1;
  const externalId = `d${world.named}`;
  const amount = 1 + r.below(Math.max(1, sale.paid));
  const told = auditor.disputeOpened({ source: "api", sale: sale.externalId, id: externalId, amount });
  const code = "error" in told ? told.error.code.replace("dispute_exceeds", "refund_exceeds") : null;
  const answered = await world.asKey("POST", `/sales/${sale.id}/disputes`, { externalId, amount });
  const found = expectOneOf(`dispute ${externalId}`, new Set(code === null ? [] : [code]), answered);
  if (found === null) disputes.push({ id: answered.body.id, externalId, isOpen: true });
  return `dispute ${sale.externalId} ${amount}: ${found}`;
}
