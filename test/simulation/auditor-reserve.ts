// What each party is owed and how much of it is held back while commissions are held, buyers' banks dispute
// and refunds take their part: a second telling of the pages on disputes and held commissions. It imports
// nothing of the product, and remembers no movement: what stands in the reserve is said anew each time.
// Example: dora 17.92, half in dispute → 8.96 of it held back; held as well → 17.92; the dispute lost → 8.96.
import { atLeast, inProportion, sum } from "./auditor-rational.ts";

interface Line {
  party: string;
  isAffiliate: boolean;
  amount: bigint;
  /** Given back to the buyer. */
  back: bigint;
  isHeld: boolean;
}

interface Dispute {
  id: string;
  amount: bigint;
  /** Per line of the sale. */
  parts: bigint[];
}

interface Book {
  producer: string;
  lines: Line[];
  /** Open ones, the oldest first. */
  disputes: Dispute[];
}

export interface Owed {
  party: string;
  amount: number;
  /** Of it, what cannot be paid yet. */
  reserved: number;
}

export class ReserveAuditor {
  readonly #books = new Map<string, Book>();

  /** The producer's line first, then the managers', then the affiliates'. */
  sell(sale: string, lines: readonly { party: string; isAffiliate: boolean; amount: number }[]): void {
    const told = lines.map((one) => ({ ...one, amount: BigInt(one.amount), back: 0n, isHeld: false }));
    this.#books.set(sale, { producer: lines[0]?.party as string, lines: told, disputes: [] });
  }

  /** False where nothing of it is left, or it is held already. */
  hold(sale: string, party: string): boolean {
    const line = this.#book(sale).lines.find((one) => one.isAffiliate && one.party === party);
    if (line === undefined || line.isHeld || left(line) === 0n) return false;
    line.isHeld = true;
    return true;
  }

  /** Taken, what is left and whatever is given back later is the producer's; false while the bank decides. */
  decide(sale: string, party: string, isTaken: boolean): boolean {
    const { lines, producer, disputes } = this.#book(sale);
    const line = lines.find((one) => one.isHeld && one.party === party);
    if (line === undefined) throw new Error(`the auditor knows of nothing held of ${party}`);
    if (isTaken && disputes.length > 0) return false;
    line.isHeld = false;
    if (isTaken) Object.assign(line, { party: producer, isAffiliate: false });
    return true;
  }

  /** Of what was paid: neither given back nor in dispute. */
  undisputed(sale: string): number {
    const { lines, disputes } = this.#book(sale);
    return Number(sum(lines.map(left)) - sum(disputes.map((one) => one.amount)));
  }

  unrefunded(sale: string): number {
    return Number(sum(this.#book(sale).lines.map(left)));
  }

  /** Of what is in dispute it takes from the oldest first; what stays is divided anew over what is left. */
  refund(sale: string, amount: number): void {
    const book = this.#book(sale);
    giveBack(book.lines, inProportion(BigInt(amount), book.lines.map(left)));
    let over = BigInt(amount);
    const open = book.disputes.splice(0);
    for (const one of open) {
      const kept = atLeast(0n, one.amount - over);
      over -= one.amount - kept;
      book.disputes.push({ ...one, amount: kept, parts: inProportion(kept, free(book)) });
    }
  }

  dispute(sale: string, id: string, amount: number): void {
    const book = this.#book(sale);
    book.disputes.push({ id, amount: BigInt(amount), parts: inProportion(BigInt(amount), free(book)) });
  }

  endDispute(sale: string, id: string, isLost: boolean): void {
    const book = this.#book(sale);
    const ended = book.disputes.find((one) => one.id === id) as Dispute;
    book.disputes = book.disputes.filter((one) => one !== ended);
    if (isLost) giveBack(book.lines, ended.parts);
  }

  /** Of every sale, what each of its lines comes to. */
  owed(): Owed[] {
    return [...this.#books.values()].flatMap(({ lines, disputes }) =>
      lines.map((line, i) => {
        const disputed = sum(disputes.map((one) => one.parts[i] ?? 0n));
        // Both want the same money: it is there once.
        const reserved = line.isHeld ? left(line) : disputed;
        return { party: line.party, amount: Number(left(line)), reserved: Number(reserved) };
      }),
    );
  }

  #book(sale: string): Book {
    const book = this.#books.get(sale);
    if (book === undefined) throw new Error(`the auditor knows no sale ${sale}`);
    return book;
  }
}

const left = ({ amount, back }: Line): bigint => amount - back;

function giveBack(lines: readonly Line[], parts: readonly bigint[]): void {
  for (const [i, line] of lines.entries()) line.back += parts[i] ?? 0n;
}

/** Per line, what is neither given back nor in dispute. */
function free({ lines, disputes }: Book): bigint[] {
  return lines.map((line, i) => left(line) - sum(disputes.map((one) => one.parts[i] ?? 0n)));
}
