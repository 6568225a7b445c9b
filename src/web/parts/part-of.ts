// One part of a whole, as every picture takes it, and the colour it keeps on a page. People wear one of eight
// hues of like lightness; what leaves first (fees, tax) wears grey, so people stand out. More than eight
// people begin again: the name beside it tells them apart, never colour alone.
//   colours([{ key: "ana", … }, { key: "stripe", isFee: true, … }]) → { ana: "var(--party-1)", stripe:
//   "var(--fee-1)" }

export interface PartOf {
  key: string;
  /** Whose part it is, where one party holds several: they wear one colour. */
  who?: string;
  name: string;
  /** Said under the name: why this part is this large. */
  note?: string;
  amount: number;
  isFee?: boolean;
  /** Where the figure leads. */
  href?: string;
}

export type Colours = Readonly<Record<string, string>>;

export function colours(parts: readonly Pick<PartOf, "key" | "who" | "isFee">[]): Colours {
  const given: Record<string, string> = {};
  const worn: Record<string, string> = {};
  let people = 0;
  let fees = 0;
  for (const { key, who = key, isFee } of parts) {
    if (isFee) given[key] ??= `var(--fee-${(fees++ % 3) + 1})`;
    else given[key] ??= worn[who] ??= `var(--party-${(people++ % 8) + 1})`;
  }
  return given;
}
