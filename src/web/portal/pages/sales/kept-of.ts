// What is left to a party of a sale. It never knows of others' lines.
//   lines of 10.00, of which 4.00 was taken back → 6.00
import type { OwnSale } from "../../data/figures.ts";

export const keptOf = (sale: Pick<OwnSale, "lines">): number =>
  sale.lines.reduce((sum, line) => sum + line.amount - line.reversed, 0);
