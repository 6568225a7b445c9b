// The derivation of one line of a sale, in sentences: from what the buyer paid down to this party's last
// unit. It only tells the steps that the engine took; it never computes one.
//   Bruno's line → "Buyer paid 100.00", "Platform fee: 9.9 % of 100.00, and 0.50 −10.40", "Left to share
//   89.60", …

import type { SaleDetail } from "../../wire/sale.ts";
import type { Why } from "../../wire/why.ts";
import { formatAmount, formatRate } from "../parts/format-amount.ts";
import type { Words } from "../words/speak.ts";
import { tellClause } from "./why-clauses.ts";

/** Whose story is told. */
export type WhyOf = Pick<SaleDetail["lines"][number], "party" | "role" | "contract">;
type WhyStep = Why["steps"][number];

export interface WhyRow {
  key: string;
  /**
   * taken: leaves before; sum: what is left; share: a part before rounding; result: what the line gets; note:
   * said.
   */
  kind: "sum" | "taken" | "share" | "result" | "note";
  text: string;
  /** Before rounding, in minor units: "2912/5"; null where it is whole. */
  exact: string | null;
  amount: number | null;
}

interface Telling {
  words: Words;
  why: Why;
  line: WhyOf;
}

/** Rows for one line, in the order of the waterfall. */
export function derive(why: Why, line: WhyOf, words: Words): WhyRow[] {
  const telling: Telling = { words, why, line };
  const rows = why.steps.flatMap((step, index) =>
    tell(step, telling).map((row, place) => ({ ...row, key: `${index}.${place}` })),
  );
  return rows;
}

type Row = Omit<WhyRow, "key">;

function tell(step: WhyStep, telling: Telling): Row[] {
  const teller = TELLERS[String(step.step)];
  return teller ? teller(step, telling) : [];
}

const isWholeSide = (line: WhyOf): boolean => line.role === "producer";
/** Also an advance: it is what a partner's part pays back. */
const isPartner = (line: WhyOf): boolean =>
  line.role === "coproducer" || line.role === "manager" || line.role === "recoup" || line.role === "advance";
const isSharing = (line: WhyOf): boolean => isWholeSide(line) || isPartner(line) || line.role === "affiliate";

const TELLERS: Record<string, (step: WhyStep, telling: Telling) => Row[]> = {
  tax: tellTax,
  gross: tellGross,
  platform_fee: tellPlatformFee,
  processor_fee: tellProcessorFee,
  net: (step, telling) => (isSharing(telling.line) ? [sum(step, telling.words.say("why.net"))] : []),
  nothing_left: (_step, telling) =>
    isSharing(telling.line) ? [note(telling.words.say("why.nothingLeft"))] : [],
  affiliate: tellAffiliate,
  affiliate_not_counted: (step, { line, words, why }) =>
    isPartner(line) || isWholeSide(line)
      ? [note(words.say("why.affiliateNotCounted", known(nameOf(why, step.inputs.party))))]
      : [],
  rest: (step, { line, words }) =>
    isPartner(line) || isWholeSide(line) ? [sum(step, words.say("why.rest"))] : [],
  recouped: tellRecouped,
  left_to_share: (step, { line, words }) =>
    isWholeSide(line) || (isPartner(line) && line.role !== "recoup")
      ? [sum(step, words.say("why.leftToShare"))]
      : [],
  quota: tellQuota,
  abated: (step, { line, words, why }) =>
    isPartner(line) || isWholeSide(line)
      ? [note(words.say("why.abated", { rest: money(step.inputs.rest, why, words) }))]
      : [],
  allocated: tellAllocated,
  advance: tellAdvance,
  producer: tellProducer,
};

function tellTax(step: WhyStep, { line, words }: Telling): Row[] {
  // For everybody else tellGross tells it, with what was paid before it.
  return line.role === "tax" ? [result(step, words.say("why.taxOwn"))] : [];
}

function tellGross(step: WhyStep, { line, words }: Telling): Row[] {
  if (line.role === "tax" || line.role === "processor_fee") return [];
  const paid = number(step.inputs.paid);
  const shipping = number(step.inputs.shipping);
  const start: Row = { kind: "sum", text: words.say("sale.buyerPaid"), exact: null, amount: paid };
  if (paid === step.amount) return [start];
  const rows = [start];
  const tax = number(step.inputs.tax);
  if (tax > 0) rows.push({ kind: "taken", text: words.say("why.tax"), exact: null, amount: -tax });
  if (shipping > 0)
    rows.push({ kind: "taken", text: words.say("why.shipping"), exact: null, amount: -shipping });
  return [...rows, sum(step, words.say("why.gross"))];
}

function tellPlatformFee(step: WhyStep, { line, words, why }: Telling): Row[] {
  const isOwn = line.role === "platform_fee";
  const isShared = step.inputs.bearer === "shared";
  if (!isOwn && !(isShared && isSharing(line))) return [];
  const fixed = number(step.inputs.fixed);
  const text = words.say(isOwn ? "why.platformFeeOwn" : "why.platformFee", {
    party: nameOf(why, step.inputs.party),
    rate: rate(step.inputs.rate, words),
    of: money(step.inputs.gross, why, words),
    fixed: money(fixed, why, words),
    hasFixed: fixed > 0 ? "yes" : "no",
  });
  return [isOwn ? result(step, text) : taken(step, text)];
}

function tellProcessorFee(step: WhyStep, { line, words, why }: Telling): Row[] {
  const party = nameOf(why, step.inputs.party);
  if (line.role === "processor_fee") {
    return step.inputs.party === line.party.id
      ? [result(step, words.say("why.processorFeeOwn", { party }))]
      : [];
  }
  const isShared = step.inputs.bearer === "shared";
  return isShared && isSharing(line) ? [taken(step, words.say("why.processorFee", { party }))] : [];
}

function tellAffiliate(step: WhyStep, { line, words, why }: Telling): Row[] {
  const facts = {
    ...known(nameOf(why, step.inputs.party)),
    rate: rate(step.inputs.rate, words),
    of: money(step.inputs.of, why, words),
    base: String(step.inputs.base),
  };
  if (line.role !== "affiliate") {
    return isSharing(line) ? [taken(step, words.say("why.affiliate", facts))] : [];
  }
  if (step.inputs.party !== line.party.id) return [];
  const rows: Row[] = [
    { kind: "share", text: words.say("why.affiliateShare", facts), exact: step.exact, amount: null },
  ];
  if (step.inputs.limitedToNet === true) rows.push(note(words.say("why.limitedToNet")));
  const unit = step.inputs.roundingUnit;
  if (unit === "affiliate") rows.push(note(words.say("why.roundedUp")));
  if (unit === "rest") rows.push(note(words.say("why.roundedToRest")));
  return [...rows, { ...result(step, words.say("why.gets", { party: facts.party })), exact: null }];
}

function tellRecouped(step: WhyStep, { line, words, why }: Telling): Row[] {
  if (!isPartner(line) && !isWholeSide(line)) return [];
  const text = words.say("why.recouped", {
    ...known(nameOf(why, step.inputs.party)),
    rate: rate(step.inputs.rate, words),
    of: money(step.inputs.rest, why, words),
    amount: money(step.inputs.amount, why, words),
    left: money(leftOf(step), why, words),
  });
  if (line.role !== "recoup") return [taken(step, text)];
  return step.inputs.contract === line.contract ? [result(step, text)] : [];
}

/** What was still to be recovered before this sale. */
const leftOf = ({ inputs }: WhyStep): number =>
  Math.max(0, number(inputs.amount) - number(inputs.recoveredBefore));

function tellAdvance(step: WhyStep, { line, words, why }: Telling): Row[] {
  if (step.inputs.contract !== line.contract) return [];
  const facts = { amount: money(step.inputs.amount, why, words), left: money(leftOf(step), why, words) };
  if (line.role === "advance") {
    const party = known(nameOf(why, step.inputs.party));
    return [result(step, words.say("why.advanceOwn", { ...facts, ...party }))];
  }
  const gets: Row = {
    kind: "result",
    text: words.say("why.gets", { party: line.party.name }),
    exact: null,
    amount: number(step.inputs.part) - (step.amount ?? 0),
  };
  return isPartner(line) ? [taken(step, words.say("why.advance", facts)), gets] : [];
}

function tellQuota(step: WhyStep, { line, words, why }: Telling): Row[] {
  if (line.role === "recoup" || !isPartner(line) || step.inputs.contract !== line.contract) return [];
  const share = step.inputs.share;
  const facts = { of: money(step.inputs.of, why, words), base: String(step.inputs.base) };
  const text =
    share === undefined
      ? words.say("why.quotaTiers", facts)
      : words.say("why.quota", { ...facts, rate: rate(share, words) });
  const rows: Row[] = [{ kind: "share", text, exact: step.exact, amount: null }];
  const clauses = Array.isArray(step.inputs.clauses)
    ? (step.inputs.clauses as Record<string, unknown>[])
    : [];
  const most = step.inputs.affiliateCountedAt;
  if (most !== undefined) {
    rows.push(note(words.say("why.affiliateCountedAt", { rate: rate(most, words) })));
  }
  return [...rows, ...clauses.flatMap((clause) => tellClause(clause, why.currency, words).map(note))];
}

function tellAllocated(step: WhyStep, { line, words, why }: Telling): Row[] {
  const isProducers = step.inputs.contract === undefined;
  const party = nameOf(why, step.inputs.party);
  // Where an advance is recovered of it, what the party gets is told after that.
  const isHeld = why.steps.some(
    (one) => one.step === "advance" && one.inputs.contract === step.inputs.contract,
  );
  if (isPartner(line)) {
    if (line.role === "recoup" || step.inputs.contract !== line.contract) return [];
    const rounding = tellRounding(step, words, why);
    const last = isHeld
      ? sum(step, words.say("why.partOf", { party }))
      : result(step, words.say("why.gets", { party }));
    return [...rounding, { ...last, exact: null }];
  }
  // The producer's own part stands last in its story, so it is told by tellProducer.
  if (!isWholeSide(line) || isProducers) return [];
  return [taken(step, words.say(isHeld ? "why.partOf" : "why.partner", { party }))];
}

/** Who got the units that whole parts left over, and why not somebody else. */
function tellRounding(step: WhyStep, words: Words, why: Why): Row[] {
  if (step.inputs.roundingUnit === true) return [note(words.say("why.roundedUp"))];
  if (isWholeExact(step.exact)) return [];
  const names = why.steps.flatMap((other) =>
    other.step === "allocated" && other.inputs.roundingUnit === true ? [nameOf(why, other.inputs.party)] : [],
  );
  if (names.length === 0) return [];
  return [note(words.say("why.roundedDown", { names: new Intl.ListFormat(words.language).format(names) }))];
}

function tellProducer(step: WhyStep, { line, words, why }: Telling): Row[] {
  if (!isWholeSide(line)) return [];
  const part = why.steps.find((one) => one.step === "allocated" && one.inputs.contract === undefined);
  const shipping = number(step.inputs.shipping);
  const fees = number(step.inputs.feesBorneByProducer);
  const rounding = part ? tellRounding(part, words, why) : [];
  const text = words.say("why.gets", { party: line.party.name });
  if (shipping === 0 && fees === 0) {
    return [...rounding, { ...result(step, text), exact: part?.exact ?? null }];
  }
  const rows: Row[] = part
    ? [...rounding, { ...sum(part, words.say("why.remainder")), exact: part.exact }]
    : [];
  if (shipping > 0) {
    rows.push({ kind: "share", text: words.say("why.plusShipping"), exact: null, amount: shipping });
  }
  if (fees > 0) rows.push({ kind: "taken", text: words.say("why.lessFees"), exact: null, amount: -fees });
  return [...rows, { ...result(step, text), exact: null }];
}

const sum = (step: WhyStep, text: string): Row => ({
  kind: "sum",
  text,
  exact: step.exact,
  amount: step.amount,
});
const result = (step: WhyStep, text: string): Row => ({ ...sum(step, text), kind: "result" });
const note = (text: string): Row => ({ kind: "note", text, exact: null, amount: null });
const taken = (step: WhyStep, text: string): Row => ({
  kind: "taken",
  text,
  exact: step.exact,
  amount: step.amount === null ? null : -step.amount,
});

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const rate = (value: unknown, words: Words): string =>
  typeof value === "string" ? formatRate(value, words.language) : "";
const money = (value: unknown, why: Why, words: Words): string =>
  formatAmount(number(value), why.currency, words.language);
const known = (party: string) => ({ party, known: party === "" ? "no" : "yes" });

/** A partner is not told who another partner is: the step is then told without a name. */
const nameOf = (why: Why, id: unknown): string =>
  why.parties.find((party) => party.id === id)?.name ?? (id === undefined ? "" : String(id));

export const isWholeExact = (exact: string | null): boolean => exact === null || exact.endsWith("/1");

/** "2912/5" → 582 whole and "2/5" left; null where nothing is left. */
export function splitExact(exact: string): { whole: number; left: string | null } {
  const [above = "0", below = "1"] = exact.split("/");
  const n = BigInt(above);
  const d = BigInt(below);
  const left = n % d;
  return { whole: Number(n / d), left: left === 0n ? null : `${left < 0n ? -left : left}/${d}` };
}
