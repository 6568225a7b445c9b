// What the page of parts shows: people, rows and a problem, in real figures, and texts that break weak pages.
// Not in what is shipped. Example: 100.00 paid, 9.9 % + 0.50, affiliate 35 %, co-producer 10 % → 52.42,
// 31.36, 5.82, 10.40.

import { formatAmount } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import type { PartOf } from "../../../parts/part-of.ts";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";

export const FEW: PartOf[] = [
  { key: "ana", name: "Ana Souza", note: "Producer", amount: 5242 },
  { key: "bruno", name: "Bruno Lima", note: "Co-producer", amount: 582 },
  { key: "carla", name: "Carla Dias", note: "Affiliate", amount: 3136 },
  { key: "market", name: "Market", note: "Platform fee", amount: 1040, isFee: true },
];
export const MANY: PartOf[] = [
  { key: "1", name: "Ana Souza", note: "Producer", amount: 3511 },
  { key: "2", name: "Bruno Lima", note: "Co-producer", amount: 1200 },
  { key: "3", name: "A co-producer with a very long name indeed", note: "Co-producer", amount: 900 },
  { key: "4", name: "Davi", note: "Affiliate manager", amount: 3 },
  { key: "5", name: "Carla Dias", note: "Affiliate", amount: 2200 },
  { key: "6", name: "Elis Regina", note: "Co-producer", amount: 400 },
  { key: "7", name: "Market", note: "Platform fee", amount: 840, isFee: true },
  { key: "8", name: "Stripe", note: "Processor fee", amount: 320, isFee: true },
  { key: "9", name: "Tax", note: "Tax", amount: 626, isFee: true },
];
export const THREE: PartOf[] = [
  { key: "ana", name: "Ana Souza", note: "Producer", amount: 7000 },
  { key: "bruno", name: "Bruno Lima", note: "Co-producer", amount: 7000 },
  { key: "carla", name: "Carla Dias", note: "Affiliate", amount: 6000 },
];

/** Names that break weak pages: long without a space, right to left, markup, marks upon marks. */
export const NAUGHTY: PartOf[] = [
  {
    key: "long",
    name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    note: "Producer",
    amount: 5242,
  },
  { key: "rtl", name: "مدرسة البيانو للكبار", note: "Co-producer", amount: 3136 },
  { key: "markup", name: "<img src=x onerror=alert(1)>", note: "Affiliate", amount: 582 },
  { key: "marks", name: "Z̮̞̠͙͔ͅa̷̙l̞̟g̡o̗", note: "Platform fee", amount: 1040, isFee: true },
];

export const PROBLEM = {
  status: 400,
  code: "invalid_facts",
  detail: "2 fields are not right.",
  errors: [
    { path: "lines[0].amount", code: "too_small", message: "must be 1 or more" },
    { path: "currency", code: "invalid_value", message: "must be an active ISO 4217 currency, such as USD" },
  ],
  requestId: "req-1f3a",
};

export interface Row {
  id: string;
  name: string;
  state: "good" | "pending" | "taken";
  amount: number;
  currency: string;
}

const STATE_WORDS = { good: "Paid", pending: "In dispute", taken: "Refunded" };

export const COLUMNS: Column<Row>[] = [
  { key: "name", head: "Product", cell: (row) => row.name, card: "title", csv: (row) => row.name },
  { key: "id", head: "Id", cell: (row) => row.id, card: "under", csv: (row) => row.id },
  {
    key: "state",
    head: "State",
    card: "underEnd",
    cell: (row) => <Status tone={row.state}>{STATE_WORDS[row.state]}</Status>,
  },
  { key: "note", head: "Note", cell: () => "–", isHidden: true },
  {
    key: "amount",
    head: "Paid",
    align: "end",
    card: "figure",
    cell: (row) => <Money amount={row.amount} currency={row.currency} zero="digits" />,
    csv: (row) => formatAmount(row.amount, row.currency, "en").replaceAll(",", ""),
  },
];
export const ROWS: Row[] = [
  { id: "s-1", name: "Piano in 30 days", state: "good", amount: 10000, currency: "USD" },
  { id: "s-2", name: "Cello for grown-ups", state: "pending", amount: 123456789, currency: "USD" },
  { id: "s-3", name: "Scales", state: "good", amount: 0, currency: "USD" },
  { id: "s-4", name: "مدرسة البيانو للكبار", state: "taken", amount: -4000, currency: "JPY" },
  {
    id: "s-5-with-an-id-that-a-platform-made-as-long-as-it-could",
    name: "<script>alert(1)</script> Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    state: "good",
    amount: 1234567,
    currency: "KWD",
  },
];

/** So many that only what is near is drawn. */
export const THOUSANDS: Row[] = Array.from({ length: 5000 }, (_, index) => ({
  id: `m-${index + 1}`,
  name: `Sale ${index + 1}`,
  state: index % 9 === 0 ? "taken" : "good",
  amount: 100 + ((index * 7919) % 90000),
  currency: "EUR",
}));

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const EARNED = [
  [120000, 90000, 240000, 260000, 180000, 310000, 330000, 290000, 350000, 420000, 390000, 460000],
  [40000, 30000, 80000, 85000, 60000, 100000, 110000, 97000, 115000, 140000, 130000, 153000],
  [0, -12000, 20000, 9000, 31000, 42000, -8000, 51000, 60000, 72000, 66000, 80000],
];
