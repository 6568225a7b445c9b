// Which columns of a list can be chosen and which are: what the list keeps and its menu shows. Types alone.
//   { shown, choosable: [{ column: { key: "offer", head: "Offer" }, isShown: false }], toggle, reset: null }

export interface Choosable {
  key: string;
  head: string;
  isFixed?: boolean;
  isHidden?: boolean;
}

export interface ColumnChoice<C extends Choosable> {
  shown: C[];
  /** What can be chosen at all, and whether it is shown. */
  choosable: { column: C; isShown: boolean }[];
  toggle: (key: string) => void;
  reset: (() => void) | null;
}
