// A worked example for an agreement, or for terms that are only proposed: a sale of the product at its real
// price, direct and by an affiliate, split by what holds then. Counts nothing and stores nothing. Told to a
// partner, it names its own line; the producer's and other partners' are one. Example: 97.00 BRL, bruno 10 %
// → 9.70, rest 87.30.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { formatInstant, type Instant, instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import { assert } from "../base/refusal.ts";
import { type AgreedTerms, spellTerms } from "../contracts/agreed-terms.ts";
import type { AgreementExample } from "../contracts/agreement.ts";
import { plansOf } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { TAX_PARTY } from "../engine/line.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { SaleAffiliate } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import type { Offer } from "../products/product.ts";
import { readOffersOf } from "../products/read-products.ts";
import { readNames } from "../reports/names.ts";

/** An affiliate nobody knows yet, where an example needs one. */
const SOME_RATE = 300_000 as Ppm;

export interface ExampleAbout {
  product: Uuid;
  /** Epoch milliseconds: an instant at which the terms hold. */
  at: number;
  /** Whose terms they are; recruited the example's affiliate. */
  party: Uuid;
  /** Of the example's affiliate; 30 % where it is left out. */
  rate?: Ppm | undefined;
  /** What is only proposed yet; left out where it is in force at `at`. Checked before. */
  proposed?: { contract: Uuid; terms: AgreedTerms };
  /** True: for the partner's eyes. */
  isForParty: boolean;
}

/** Null without a price. */
export async function workExample(tx: Tx, ws: number, about: ExampleAbout): Promise<AgreementExample | null> {
  const { product, at, party } = about;
  const offers = (await readOffersOf(tx, ws, [product])).get(product) ?? [];
  const offer = offers.find((one) => one.status === "active" && one.price > 0);
  if (offer === undefined) return null;
  const interval = (await plansOf(tx, ws, product)).find((one) => at < one.until);
  assert(interval !== undefined, `product ${product} has no plan at ${at}`);
  const read = readPlan(withProposed(interval.plan, about), { checkCap: false });
  assert(read.ok, `the plan of product ${product} is not valid`);
  const compiled = compilePlan(read.plan);
  const own = publicId("party", party);
  const some = { party: "", rate: about.rate ?? SOME_RATE, recruitedBy: own };
  const { currency, price } = offer;
  const lines = (affiliate: SaleAffiliate | null) => {
    const whole = splitExample(compiled, at, offer, affiliate).lines;
    return about.isForParty ? withoutOthers(whole, own) : whole;
  };
  const cases = [
    { kind: "direct" as const, lines: lines(null) },
    { kind: "affiliate" as const, lines: lines(some) },
  ];
  const names = await namesOf(
    tx,
    ws,
    cases.flatMap((one) => one.lines),
  );
  // A party may hold another contract on the product beside the one that is asked about.
  const asked = about.proposed === undefined ? null : publicId("contract", about.proposed.contract);
  const named = ({ contractOf: _, contract, ...line }: SplitLine) => ({
    ...line,
    name: names(line.party),
    own: line.party === own && (asked === null || contract === null || contract === asked),
  });
  return {
    offer: offer.name,
    currency,
    paid: price,
    cases: cases.map(({ kind, lines }) => ({ kind, lines: lines.map(named) })),
  };
}

/** The proposed terms in the place of the contract's own, or behind all others. */
export function withProposed(plan: Record<string, unknown>, { proposed, party, at }: ExampleAbout) {
  if (proposed === undefined) return plan;
  const { contracts = [] } = plan as { contracts?: { id: string }[] };
  const id = publicId("contract", proposed.contract);
  const from = formatInstant(instant(at));
  const next = { id, party: publicId("party", party), from, ...spellTerms(proposed.terms) };
  const isKnown = contracts.some((one) => one.id === id);
  return {
    ...plan,
    contracts: isKnown ? contracts.map((one) => (one.id === id ? next : one)) : [...contracts, next],
  };
}

export interface SplitLine {
  party: string;
  role: string;
  amount: number;
  /** Whose contract it comes of; null of what comes of none. */
  contractOf: string | null;
  contract: string | null;
}

/** What other partners get stands in the producer's line, which then says so. */
function withoutOthers(lines: readonly SplitLine[], own: string): SplitLine[] {
  const isOther = ({ contractOf }: SplitLine) => contractOf !== null && contractOf !== own;
  const others = lines.filter(isOther).reduce((sum, line) => sum + line.amount, 0);
  return lines
    .filter((line) => !isOther(line))
    .map((line) =>
      line.role !== "producer" || others === 0
        ? line
        : { ...line, role: "rest", amount: line.amount + others },
    );
}

async function namesOf(tx: Tx, ws: number, lines: readonly SplitLine[]): Promise<(party: string) => string> {
  const ids = lines.flatMap((line) => parsePublicId("party", line.party) ?? []);
  const rows = await tx
    .selectFrom("party")
    .select("id")
    .where("ws", "=", ws)
    .where("id", "in", ids)
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const names = await readNames(tx, ws, { parties: known });
  return (party) => {
    const id = parsePublicId("party", party);
    return id === null || !known.has(id) ? "" : names.party(id);
  };
}

/** A sale at a price, with nothing else on it. */
export function splitExample(
  compiled: CompiledPlan,
  at: number,
  { id, currency, price }: Pick<Offer, "id" | "currency" | "price">,
  affiliate: SaleAffiliate | null,
): { lines: SplitLine[]; isAbated: boolean } {
  const zero = 0 as Minor;
  const offer = publicId("offer", id);
  const sale = {
    id: "example",
    at: at as Instant,
    currency: currency as Currency,
    paid: price as Minor,
    offer,
  };
  const done = split(compiled, { ...sale, tax: zero, shipping: zero, fees: [], affiliate }, new Map());
  const ownerOf = new Map(compiled.plan.contracts.map(({ id, party }) => [id, party]));
  const lines = done.lines
    .filter((line) => line.party !== TAX_PARTY)
    .map(({ party, role, amount, contract }) => ({
      party,
      role,
      amount,
      contractOf: ownerOf.get(contract ?? "") ?? null,
      contract: contract ?? null,
    }));
  return { lines, isAbated: done.isAbated };
}
