// What has to be invoiced for a period, as a data file for the invoicing tool: one row a statement and
// product, by what the contract says, with who issues and who receives. Rows to buyers add up to what buyers
// paid. It writes no invoice.
// Example: GET /v1/invoice-data.csv?month=2026-03 → Bruno Lima, to producer, "Piano in 30 days", 579.67
import { z } from "zod";
import { decimalText } from "../../base/decimal-text.ts";
import { publicId } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { type Invoiced, listInvoiced } from "../../flows/list-invoiced.ts";
import { numberText } from "../../statements/statement.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

const HEAD = [
  ...["Statement", "From", "Until", "Issuer", "Issuer id", "Recipient", "Product", "Contract", "Invoices"],
  ...["Currency", "Sales", "Taken back", "Amount", "Of which tax", "Buyers paid", "Product id"],
  ...["Issuer tax id", "Issuer country", "Issuer e-mail", "Recipient name", "Recipient tax id"],
  "Recipient address",
];

export function invoiceDataRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/invoice-data.csv",
    permission: "statements:read",
    name: "exportInvoiceData",
    tag: "Statements",
    summary: "What has to be invoiced by whom, by the statements that end in a month or on a day",
    description:
      "For an invoicing tool: `producer` and `pro_rata` as each contract says; what goes to buyers adds up to " +
      "what they paid. It writes no invoice. `month` (2026-03) takes every statement whose last day lies in it; " +
      "`until` those of one last day.",
    query: {
      until: z.iso.date().optional(),
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "must be a month, such as 2026-03")
        .optional(),
    },
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, query, reply }) => {
      const { until, month } = query;
      if ((until === undefined) === (month === undefined)) {
        throw new Refusal(422, "invalid_request", "Name a month, or one last day with until.");
      }
      return writeCsv(
        reply,
        `invoice-data-${month ?? until}.csv`,
        HEAD,
        pagesOf(app, caller.ws, query),
      ) as never;
    },
  });
}

async function* pagesOf(
  app: App,
  ws: number,
  asked: { until?: string | undefined; month?: string | undefined },
): AsyncGenerator<string[][]> {
  for await (const rows of listInvoiced(app, ws, asked)) yield rows.map(rowOf);
}

function rowOf(row: Invoiced): string[] {
  const { statement, isProducer, isToBuyers, product, tax, bought } = row;
  const { workspace, party } = statement.document;
  const money = (minor: number) => decimalText(minor, statement.currency);
  const issuer = isProducer
    ? [workspace.taxId ?? "", workspace.country, party.email ?? ""]
    : [party.taxId ?? "", party.country ?? "", party.email ?? ""];
  const business = [workspace.legalName ?? workspace.name, workspace.taxId ?? "", workspace.address ?? ""];
  return [
    ...[numberText(statement.number), statement.fromDay, statement.untilDay, party.name],
    ...[publicId("party", statement.party), isToBuyers ? "buyers" : "producer", product.name],
    ...[row.contract ?? "", row.invoices, statement.currency, money(row.sales), money(row.back)],
    ...[money(row.sales + row.back), money(tax), bought === null ? "" : money(bought)],
    ...[publicId("product", product.id), ...issuer, ...(isToBuyers ? ["", "", ""] : business)],
  ];
}
