// The auditor of agreements: what holds at every instant when contracts change only by two sides, written
// from the domain page (§4) and docs/contracts.md, with code of its own. It keeps proposals, says which
// answers the product must give, and names the plan of any sale. It stores nothing and imports nothing of the
// product.
// Example: bruno 10 % accepted on 3 May, ana asks for 5 %, bruno declines: in June his sale says 10 %.
import { noticeOver } from "./auditor-dues.ts";
import { type Fees, type FeesAsked, FeesBook, takesFrom } from "./auditor-fees.ts";
import { ppmOf, type Room, roomTaken, type Stretch, type Terms } from "./auditor-room.ts";

export type Side = "producer" | "party";
export interface Agreed {
  id: string;
  product: string;
  party: string;
  /** Ascending, apart from each other. */
  stretches: Stretch[];
  /** How often both sides agreed. */
  changes: number;
}
export interface Asked {
  kind: "invite" | "amend" | "end" | "fees";
  side: Side;
  contract: string;
  product: string;
  party: string;
  /** Null of an end, and of fees. */
  terms: Terms | null;
  starts: number | null;
  ends: number | null;
  fees?: FeesAsked;
}
export interface Proposal extends Asked {
  id: string;
  at: number;
  answer: "open" | "accepted" | "declined" | "withdrawn";
}
/** Reasons for which the product may refuse; none: it must do as it is told. */
export type Reasons = Set<string>;
type Act = "accept" | "decline" | "withdraw";

const DAY = 86_400_000;
const FORTNIGHT = 14 * DAY;
const reasons = (...list: (string | false)[]): Reasons => new Set(list.filter((one) => one !== false));

export const cutAt = (stretches: readonly Stretch[], at: number): Stretch[] =>
  stretches
    .filter((one) => one.from < at)
    .map((one) => ({ ...one, until: one.until === null || one.until > at ? at : one.until }));
export const at = (stretches: readonly Stretch[], instant: number): Stretch | undefined =>
  stretches.find(({ from, until }) => from <= instant && (until === null || instant < until));

export class AgreementAuditor {
  /** In order of acceptance. */
  readonly contracts: Agreed[] = [];
  readonly proposals: Proposal[] = [];
  /** Per product: when what was sold. */
  readonly #sold = new Map<string, number[]>();
  /** Per subscription: its earliest charge that is recorded. */
  readonly #firsts = new Map<string, number>();
  readonly fees = new FeesBook();
  /** Products that nobody is invited to. */
  readonly offSale = new Set<string>();
  readonly #timeZone: string;
  #cap: number;
  constructor(cap: string, timeZone: string) {
    this.#cap = ppmOf(cap);
    this.#timeZone = timeZone;
  }

  stateOf({ answer, at: asked }: Proposal, now: number): string {
    return answer === "open" && asked + FORTNIGHT <= now ? "lapsed" : answer;
  }
  hasEnded({ stretches }: Agreed, now: number): boolean {
    const last = stretches.at(-1)?.until ?? null;
    return last !== null && last <= now;
  }
  open = (now: number): Proposal[] => this.proposals.filter((one) => this.stateOf(one, now) === "open");
  contract = (id: string): Agreed | undefined => this.contracts.find((one) => one.id === id);

  /** Of an invitation `contract` is not looked at. */
  whyNotAsk(asked: Asked, now: number): Reasons {
    const known = asked.kind === "invite" ? undefined : this.contract(asked.contract);
    const waits = this.open(now).some((one) => one.contract === asked.contract);
    return reasons(
      known !== undefined && this.hasEnded(known, now) && "contract_ended",
      known !== undefined && waits && "proposal_open",
      asked.kind === "invite" && this.offSale.has(asked.product) && "product_inactive",
      asked.terms !== null && this.#overlaps(asked, now) && "already_shared",
      this.#isOver(this.#rooms(asked.product, now, asked), now) && "cap_exceeded",
    );
  }
  ask(id: string, asked: Asked, now: number): void {
    this.proposals.push({ ...asked, id, at: now, answer: "open" });
  }
  whyNotAnswer(proposal: Proposal, side: Side, act: Act, now: number): Reasons {
    const state = this.stateOf(proposal, now);
    const own = proposal.side === side;
    const answered = state !== "open" && (state === "lapsed" ? "proposal_lapsed" : `proposal_${state}`);
    const gone = state !== "open" && proposal.kind === "invite" && "invitation_gone";
    if (act === "withdraw") return reasons(answered, !own && "not_own_proposal");
    if (act === "decline" || own) return reasons(answered, gone, own && "own_proposal");
    if (proposal.kind === "fees")
      return reasons(answered, this.#isOvertaken(proposal, now) && "contract_changed");
    const known = this.contract(proposal.contract);
    const turn = this.#turn(proposal, now);
    const { kind, ends } = proposal;
    const isLate = kind === "end" ? !at(known?.stretches ?? [], turn - 1) : ends !== null && ends <= turn;
    const ended = known !== undefined && this.hasEnded(known, now) && "contract_ended";
    return reasons(answered, gone, ended, isLate && "too_late");
  }
  /** Call where nothing is in the way. */
  answer(proposal: Proposal, act: Act, now: number): void {
    proposal.answer = act === "accept" ? "accepted" : act === "decline" ? "declined" : "withdrawn";
    if (proposal.fees !== undefined) this.#answerFees(proposal, proposal.fees, act, now);
    if (act !== "accept" || proposal.kind === "fees") return;
    const turn = this.#turn(proposal, now);
    const { contract: id, product, party, terms, ends } = proposal;
    const known = this.contract(id) ?? { id, product, party, stretches: [], changes: 0 };
    if (known.changes === 0) this.contracts.push(known);
    known.changes += 1;
    known.stretches = cutAt(known.stretches, turn);
    if (terms !== null) known.stretches.push({ from: turn, until: ends, terms });
  }
  /** One side's notice: when the contract would end by it. */
  #noticeEnds({ product, stretches }: Agreed, now: number): number {
    const days = (at(stretches, now) ?? stretches.at(-1))?.terms.noticeDays ?? 0;
    const over = noticeOver(now, days, this.#timeZone);
    return this.#turn({ kind: "end", product, starts: null, ends: over }, now);
  }
  whyNotNotice(contract: Agreed, now: number): Reasons {
    const { stretches } = contract;
    const held = at(stretches, now) ?? stretches.at(-1);
    const over = noticeOver(now, held?.terms.noticeDays ?? 0, this.#timeZone);
    const last = stretches.at(-1)?.until ?? null;
    return reasons(
      this.hasEnded(contract, now) && "contract_ended",
      held?.terms.noticeDays === undefined && "no_notice_agreed",
      last !== null && last <= over && "ends_sooner",
      at(stretches, this.#noticeEnds(contract, now) - 1) === undefined && "not_in_force",
    );
  }
  /** Call where nothing is in the way: it answers what was asked on the contract, too. */
  giveNotice(contract: Agreed, side: Side, now: number): number {
    const ends = this.#noticeEnds(contract, now);
    for (const one of this.open(now).filter((asked) => asked.contract === contract.id))
      this.answer(one, one.side === side ? "withdraw" : "decline", now);
    contract.changes += 1;
    contract.stretches = cutAt(contract.stretches, ends);
    return ends;
  }

  /** Whom new fees of a product would take from: agreed contracts that hold from then on. */
  touchedBy(product: string, fees: Fees, from: number): Agreed[] {
    const lasting = ({ stretches }: Agreed) => (stretches.at(-1)?.until ?? Number.POSITIVE_INFINITY) > from;
    const mine = this.contracts.filter((one) => one.product === product && lasting(one));
    return takesFrom(this.fees.at(product, from), fees) ? mine : [];
  }
  /** When the producer's own edit would hold. */
  feesTurn = (product: string, starts: number | null, now: number): number =>
    this.#turn({ kind: "fees", product, starts, ends: null }, now);
  whyNotAskFees(product: string, fees: Fees, starts: number | null, now: number): Reasons {
    const touched = this.touchedBy(product, fees, Math.max(starts ?? now, now));
    const waits = this.open(now).some((one) => touched.some(({ id }) => id === one.contract));
    return reasons(touched.length === 0 && "nobody_touched", waits && "proposal_open");
  }
  #ofChange = (change: string): Proposal[] => this.proposals.filter((one) => one.fees?.change === change);
  #isLastOf = (proposal: Proposal, now: number): boolean =>
    this.#ofChange(proposal.fees?.change ?? "").every(
      (one) => one === proposal || this.stateOf(one, now) === "accepted",
    );
  #isOvertaken(proposal: Proposal, now: number): boolean {
    const { product, starts, fees } = proposal;
    if (fees === undefined || !this.#isLastOf(proposal, now)) return false;
    const asked = this.#ofChange(fees.change).map((one) => one.contract);
    const touched = this.touchedBy(product, fees.fees, this.feesTurn(product, starts, now));
    return this.fees.count(product) !== fees.basedOn || touched.some((one) => !asked.includes(one.id));
  }
  /** They hold when the last has accepted; one no ends it for all. */
  #answerFees(proposal: Proposal, { change, fees }: FeesAsked, act: string, now: number): void {
    const { product, starts } = proposal;
    if (act === "accept" && this.#isLastOf(proposal, now))
      this.fees.hold(product, this.feesTurn(product, starts, now), fees);
    if (act === "accept") return;
    for (const one of this.#ofChange(change)) if (this.stateOf(one, now) === "open") one.answer = "withdrawn";
  }

  /** Lowering the cap below what is promised from now on is refused. */
  whyNotCap(cap: string, products: readonly string[], now: number): Reasons {
    const taken = products.some((product) => this.#isOver(this.#rooms(product, now), now, ppmOf(cap)));
    return reasons(ppmOf(cap) < this.#cap && taken && "cap_in_use");
  }
  setCap(cap: string): void {
    this.#cap = ppmOf(cap);
  }

  sell(product: string, instant: number, subscription?: string): void {
    this.#sold.set(product, [...(this.#sold.get(product) ?? []), instant]);
    if (subscription === undefined) return;
    const key = `${product} ${subscription}`;
    this.#firsts.set(key, Math.min(instant, this.#firsts.get(key) ?? instant));
  }
  /** The plan of a sale, but for who the producer is. */
  planOf(product: string, instant: number, of?: { subscription: string; isInstalments: boolean }) {
    const first = (of && this.#firsts.get(`${product} ${of.subscription}`)) ?? instant;
    const mine = this.contracts.filter((one) => one.product === product);
    const fees = this.fees.at(product, of?.isInstalments ? Math.min(first, instant) : instant);
    const contracts = mine.flatMap(({ id, party, stretches }) => {
      const terms = of?.isInstalments
        ? at(stretches, Math.min(first, instant))?.terms
        : termsOfCharge(stretches, Math.min(first, instant), instant);
      if (terms === undefined) return [];
      return [{ id, party, from: "1970-01-01T00:00:00Z", ...splittingOf(terms) }];
    });
    return { timeZone: this.#timeZone, ...fees, contracts };
  }

  /** The proposed instant, yet never before the acceptance and never over a sale that is posted. */
  #turn(
    { kind, product, starts, ends }: Pick<Asked, "kind" | "product" | "starts" | "ends">,
    now: number,
  ): number {
    const wanted = Math.max((kind === "end" ? ends : starts) ?? now, now);
    const sold = (this.#sold.get(product) ?? []).filter((instant) => instant >= wanted);
    return sold.length === 0 ? wanted : Math.max(...sold) + 1;
  }
  #overlaps({ product, contract, party, terms, starts, ends }: Asked, now: number): boolean {
    const from = Math.max(starts ?? now, now);
    const isAlike = (other: Terms | null) =>
      (other?.scope === "recruited") === (terms?.scope === "recruited");
    const mine = <T extends { product: string; party: string }>(list: readonly T[]) =>
      list.filter((one) => one.product === product && one.party === party);
    const held = mine(this.contracts).flatMap((one) => (one.id === contract ? [] : one.stretches));
    const meets = (one: Stretch) =>
      (one.until === null || from < one.until) && (ends === null || one.from < ends);
    const invited = mine(this.open(now)).some((one) => one.kind === "invite" && isAlike(one.terms));
    return invited || held.some((one) => isAlike(one.terms) && meets(one));
  }
  /** Each contract's stretches beside those that an open proposal, or `asked`, would make of them. */
  #rooms(product: string, now: number, asked?: Asked): Room[] {
    const open: Asked[] = this.open(now).filter((one) => one.product === product);
    if (asked !== undefined) open.push(asked);
    const rooms = this.contracts
      .filter((one) => one.product === product)
      .map(({ id, party, stretches }): Room => ({ contract: id, party, stretches, asked: [] }));
    for (const { kind, contract, party, terms, starts, ends } of open) {
      if (terms === null) continue;
      const from = Math.max(starts ?? now, now);
      const next = [{ from, until: ends, terms }];
      const known = kind === "invite" ? undefined : rooms.find((one) => one.contract === contract);
      if (known === undefined) rooms.push({ contract, party, stretches: [], asked: next });
      else known.asked = [...cutAt(known.stretches, from), ...next];
    }
    return rooms;
  }
  #isOver = (rooms: readonly Room[], now: number, cap = this.#cap): boolean => roomTaken(rooms, now) > cap;
}

/** What of terms says how a sale is split. */
export function splittingOf({
  renewals: _renewals,
  tail: _tail,
  noticeDays: _days,
  ...split
}: Terms): object {
  return split;
}
/** What of a contract splits a charge, the first charge of its subscription being `first`. */
function termsOfCharge(stretches: readonly Stretch[], first: number, charge: number): Terms | undefined {
  const today = at(stretches, charge)?.terms;
  const signed = at(stretches, first)?.terms;
  if (first === charge || signed === undefined) return today;
  const last = stretches.at(-1);
  const ended = last?.until !== null && last !== undefined && last.until <= charge ? last : undefined;
  const days = ended === undefined || ended.terms.tail === "none" ? 0 : ended.terms.tail.renewalsForDays;
  const inTail = ended !== undefined && charge < (ended.until ?? 0) + days * DAY;
  if (today === undefined && !inTail) return undefined;
  return signed.renewals === "at_signup" ? signed : (today ?? ended?.terms);
}
