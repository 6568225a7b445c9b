// A second opinion on money that leaves, by its own bookkeeping: every party's earnings as dated lots, who
// may be paid today, what a run must hold, what begins, and where the money then is. It knows nothing of the
// product and imports nothing of it; the simulator tells it facts and asks.
// Example: earned 5000 from day 3 on, 4000 taken back on day 5 → payable today 1000, in a run from 1000 on.

interface Lot {
  amount: number;
  /** From this day on. */
  day: number;
}

interface Offered {
  run: string;
  amount: number;
  /** Which of the party's places it is to go to. */
  place: number;
  isAsked: boolean;
}

interface Away {
  party: string;
  amount: number;
  state: "under way" | "settled" | "back";
}

const HOLD = 72 * 3_600_000;
const LEAST = 1000;

export class PayoutAuditor {
  readonly #lots = new Map<string, Lot[]>();
  readonly #places = new Map<string, { no: number; from: number }>();
  readonly #held = new Set<string>();
  readonly #offered = new Map<string, Offered>();
  readonly #runs = new Map<string, string>();
  readonly #away = new Map<string, Away>();
  readonly #asked = new Set<string>();

  earned(party: string, amount: number, day: number): void {
    const lots = this.#lots.get(party);
    if (lots === undefined) this.#lots.set(party, [{ amount, day }]);
    else lots.push({ amount, day });
  }

  /** What was earned for that day leaves with it while it lies ahead. */
  takenBack(party: string, amount: number, day: number, today: number): void {
    this.earned(party, -amount, Math.max(day, today));
  }

  /** The first place counts at once, every other after three days. */
  place(party: string, now: number): void {
    const before = this.#places.get(party);
    const no = (before?.no ?? 0) + 1;
    this.#places.set(party, { no, from: before === undefined ? now : now + HOLD });
  }

  hold(party: string, isHeld: boolean): void {
    if (isHeld) this.#held.add(party);
    else this.#held.delete(party);
  }

  isHeld(party: string): boolean {
    return this.#held.has(party);
  }

  asks(party: string): void {
    this.#asked.add(party);
  }

  asked(): string[] {
    return [...this.#asked];
  }

  payable(party: string, today = Number.POSITIVE_INFINITY): number {
    let sum = 0;
    for (const { amount, day } of this.#lots.get(party) ?? []) if (day <= today) sum += amount;
    return sum;
  }

  /** Party → amount of a run proposed now; `only`: of these alone. */
  run(now: number, today: number, only?: readonly string[]): Map<string, number> {
    const paid = new Map<string, number>();
    for (const party of this.#lots.keys()) {
      if (only !== undefined && !only.includes(party)) continue;
      const available = this.payable(party, today);
      if (available < LEAST || this.#held.has(party) || this.#offered.has(party)) continue;
      const place = this.#places.get(party);
      if (place === undefined || place.from > now) continue;
      paid.set(party, available);
    }
    return paid;
  }

  proposed(run: string, by: string, paid: ReadonlyMap<string, number>): void {
    this.#runs.set(run, by);
    for (const [party, amount] of paid) {
      const isAsked = this.#asked.delete(party);
      this.#offered.set(party, { run, amount, place: this.#places.get(party)?.no ?? 0, isAsked });
    }
  }

  mayApprove(run: string, by: string): boolean {
    return this.#runs.get(run) !== by;
  }

  withdrawn(run: string): void {
    for (const [party, one] of this.#offered) if (one.run === run) this.refused(party);
  }

  /** Whether this payout of an approved run may begin now. */
  mayBegin(party: string, now: number, today: number): boolean {
    const one = this.#offered.get(party);
    const place = this.#places.get(party);
    if (one === undefined || place === undefined || this.#held.has(party)) return false;
    return one.place === place.no && place.from <= now && this.payable(party, today) >= one.amount;
  }

  begun(reference: string, party: string, today: number): void {
    const amount = this.#offered.get(party)?.amount ?? 0;
    this.#offered.delete(party);
    this.#away.set(reference, { party, amount, state: "under way" });
    this.earned(party, -amount, today);
  }

  /** What was asked for stays asked. */
  refused(party: string): void {
    if (this.#offered.get(party)?.isAsked) this.#asked.add(party);
    this.#offered.delete(party);
  }

  settled(reference: string): void {
    this.#must(reference, "under way").state = "settled";
  }

  back(reference: string, today: number): void {
    const one = this.#must(reference, "under way", "settled");
    one.state = "back";
    this.earned(one.party, one.amount, today);
  }

  #must(reference: string, ...states: Away["state"][]): Away {
    const one = this.#away.get(reference);
    if (one !== undefined && states.includes(one.state)) return one;
    throw new Error(`${reference} is ${one?.state ?? "unknown"} to the auditor`);
  }

  away(): ReadonlyMap<string, Readonly<Away>> {
    return this.#away;
  }

  inTransit(party: string): number {
    return this.#sum((one) => one.party === party && one.state === "under way");
  }

  /** What has left the bank for good. */
  atBank(): number {
    return this.#sum((one) => one.state === "settled");
  }

  #sum(counts: (one: Away) => boolean): number {
    let sum = 0;
    for (const one of this.#away.values()) if (counts(one)) sum += one.amount;
    return sum;
  }
}
