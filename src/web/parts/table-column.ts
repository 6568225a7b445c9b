// One column of a data table: what it is called, what stands in a cell, where it goes on a phone's card.
// Example: { key: "paid", head: "Paid", align: "end", card: "figure", cell: (sale) => <Money … /> }.
import type { ReactNode } from "react";
import type { CsvCell } from "./write-csv.ts";

export interface Column<R> {
  key: string;
  head: string;
  cell: (row: R) => ReactNode;
  align?: "end";
  /** A phone's card: its title and figure, two facts under them, a line with its name, or not at all. */
  card?: "title" | "figure" | "under" | "underEnd" | "line" | "none";
  width?: string;
  /** What a file says of it: plain text or figures. A column without it is left out of the file. */
  csv?: (row: R) => CsvCell;
  /** Its head is a button that sorts by it. */
  sort?: ColumnSort | undefined;
  /** Cannot be put away. The first column never can. */
  isFixed?: boolean;
  /** Put away until somebody wants it. */
  isHidden?: boolean;
}

export interface ColumnSort {
  /** How the list is sorted by it now, if it is. */
  is: "ascending" | "descending" | undefined;
  /** What it sorts by; an amount when left out. */
  of?: "name" | "day" | "amount";
  onSort: () => void;
}

/** In the file, and on the screen only for whoever wants it: amounts there say their currency themselves. */
export const currencyColumn = <R extends { currency: string }>(head: string): Column<R> => ({
  key: "currency",
  head,
  isHidden: true,
  card: "none",
  cell: ({ currency }) => currency,
  csv: ({ currency }) => currency,
});
