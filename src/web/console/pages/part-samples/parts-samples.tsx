// What the page of parts shows: people, rows and a problem, in real figures. Not in what is shipped.
// Example: 100.00 paid, 9.9 % + 0.50, affiliate 35 %, co-producer 10 % → 52.42, 31.36, 5.82, 10.40.
import type { Column } from "../../../parts/data-table.tsx";
import { Money } from "../../../parts/money.tsx";
import type { PartOf } from "../../../parts/part-of.ts";
import { Status } from "../../../parts/status.tsx";

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

export const PROBLEM = {
  status: 400,
  code: "invalid_facts",
  detail: "2 fields are not right.",
  errors: [
    { path: "lines[0].amount", code: "too_small", message: "must be 1 or more" },
    { path: "currency", code: "custom", message: "must be an active ISO 4217 currency, such as USD" },
  ],
  requestId: "req-1f3a",
};

export interface Row {
  id: string;
  name: string;
  amount: number;
}

export const COLUMNS: Column<Row>[] = [
  { key: "name", head: "Product", cell: (row) => row.name, card: "title" },
  { key: "state", head: "State", cell: () => <Status tone="good">Paid</Status> },
  {
    key: "amount",
    head: "Paid",
    align: "end",
    card: "figure",
    cell: (row) => <Money amount={row.amount} currency="USD" />,
  },
];
export const ROWS: Row[] = [
  { id: "a", name: "Piano in 30 days", amount: 10000 },
  { id: "b", name: "Cello for grown-ups", amount: 123456789 },
  { id: "c", name: "Scales", amount: 0 },
];
