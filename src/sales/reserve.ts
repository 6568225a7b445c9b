// How much of each line stands in the reserve for open disputes: the parties' parts, tax and fee lines aside.
// Example: a dispute of 400 on lines 712 producer, 79 coproducer, 209 platform fee → 285, 32, 0.

export interface DisputedPart {
  /** Per line of the split. */
  readonly lines: readonly number[];
}

const NOT_RESERVED = new Set(["tax", "platform_fee", "processor_fee"]);

export function reservedOf(
  lines: readonly { readonly role: string }[],
  disputes: readonly DisputedPart[],
): number[] {
  return lines.map(({ role }, i) =>
    NOT_RESERVED.has(role) ? 0 : disputes.reduce((sum, one) => sum + (one.lines[i] ?? 0), 0),
  );
}

/** Line by line. */
export function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((one, i) => one + (b[i] ?? 0));
}

/** Line by line. */
export function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((one, i) => one - (b[i] ?? 0));
}
