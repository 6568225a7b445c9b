// What has to be invoiced for a period, as a data file for the invoicing tool: one row a statement and
// product, by what the contract says. Where the producer invoices buyers for the whole, the partner invoices
// the producer for its part; pro rata, each side invoices buyers for its own. It writes no invoice.
// Example: GET /v1/invoice-data.csv?until=2026-03-31 → Bruno Lima, to producer, "Piano in 30 days", 579.67
import { z } from "zod";
import { decimalText } from "../../base/decimal-text.ts";
import { publicId } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { listStatements } from "../../statements/read-statements.ts";
import { numberText, type ProductSums, type Statement } from "../../statements/statement.ts";
import { readPostingSettings } from "../../workspaces/posting-settings.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

const AT_ONCE = 500;
const HEAD = [
  ...["Statement", "From", "Until", "Issuer", "Issuer id", "Recipient", "Product", "Contract", "Invoices"],
  ...["Currency", "Sales", "Taken back", "Amount"],
];

export function invoiceDataRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/invoice-data.csv",
    permission: "statements:read",
    name: "exportInvoiceData",
    tag: "Statements",
    summary: "What has to be invoiced by whom, by the statements that end on a day",
    description:
      "For an invoicing tool: `producer` and `pro_rata` as each contract says. It writes no invoice.",
    query: { until: z.iso.date() },
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, query: { until }, reply }) =>
      writeCsv(reply, `invoice-data-${until}.csv`, HEAD, pagesOf(app, caller.ws, until)) as never,
  });
}

async function* pagesOf(app: App, ws: number, until: string): AsyncGenerator<string[][]> {
  const { producer } = await inWorkspace(app.db, ws, (tx) => readPostingSettings(tx, ws));
  for (let after: number | undefined; ; ) {
    const asked = { until, after, limit: AT_ONCE };
    const found = await inWorkspace(app.db, ws, (tx) => listStatements(tx, ws, asked));
    yield found.flatMap((one) =>
      one.document.products
        .filter(
          (product) => product.id !== null && product.sales + product.refunds + product.chargebacks !== 0,
        )
        .map((product) => rowOf(one, product, one.party === producer)),
    );
    after = found.at(-1)?.number;
    if (found.length < AT_ONCE || after === undefined) return;
  }
}

function rowOf(one: Statement, product: ProductSums, isProducer: boolean): string[] {
  const agreed = one.document.terms.filter((term) => term.product === product.name).at(-1);
  const toBuyers = isProducer || agreed?.invoices === "pro_rata";
  const money = (minor: number) => decimalText(minor, one.currency);
  const back = product.refunds + product.chargebacks;
  return [
    ...[numberText(one.number), one.fromDay, one.untilDay, one.document.party.name],
    ...[publicId("party", one.party), toBuyers ? "buyers" : "producer", product.name, agreed?.contract ?? ""],
    ...[agreed?.invoices ?? "producer", one.currency, money(product.sales), money(back)],
    money(product.sales + back),
  ];
}
