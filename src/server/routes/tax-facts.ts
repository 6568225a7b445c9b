// Tax facts: a party's number, set by either side; the totals of a calendar year by quarter, as a list and as
// files that prepare 1099-NEC, 1099-K, DAC7 and the Brazilian yearly reports. Nothing is filed.
// Example: GET /v1/tax-facts.csv?year=2026&form=dac7 → one row a party and currency
import { z } from "zod";
import { decimalText } from "../../base/decimal-text.ts";
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { forgetTaxId, readTaxYear, setTaxId, type TaxYear } from "../../flows/tax-facts.ts";
import { mustFindPartner } from "../../parties/read-parties.ts";
import { readTaxIds } from "../../parties/tax-ids.ts";
import { BASIS, isOfForm, TAX_FORMS, type TaxForm } from "../../statements/tax-forms.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newTaxId, ownTaxId, type TaxYear as Shown, taxForm, taxId, taxYear } from "../../wire/tax.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Tax facts";
const params = { party: idIn("party") };
const year = z
  .string()
  .regex(/^20\d\d$/, "must be a year such as 2026")
  .transform(Number)
  .meta({ examples: ["2026"] });

export function taxFactRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/tax-facts",
    permission: "ledger:read",
    name: "listTaxFacts",
    tag: TAG,
    summary: "What each partner earned in a calendar year, by quarter",
    query: { year, ...pageQuery([z.string(), z.string()]) },
    answer: listOf(taxYear),
    handle: async ({ app, caller, query: { cursor, limit, year: asked } }) => {
      const all = await readTaxYear(app, caller.ws, asked);
      const keyOf = (one: TaxYear): [string, string] => [one.party, one.currency];
      const from = cursor === undefined ? 0 : 1 + all.findIndex((one) => keyOf(one).join() === cursor.join());
      const { rows, nextCursor } = page(all.slice(from, from + limit + 1), limit, keyOf);
      return { data: rows.map(show), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/tax-facts.csv",
    permission: "tax:read",
    name: "exportTaxFacts",
    tag: TAG,
    summary: "The tax facts of a year as a file, with whole tax numbers",
    description:
      "For one form: only those it may be about, each with whether the thresholds are reached: 1099-NEC and " +
      "brazil by what was paid out in the year, 1099-K and dac7 by what its sales gave.",
    query: { year, form: taxForm.optional() },
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, query: { year: asked, form }, reply }) => {
      const all = await readTaxYear(app, caller.ws, asked, { open: true });
      const rows = all.filter(
        (one) => form === undefined || (one.country !== null && isOfForm(form, one.country)),
      );
      const name = `tax-${asked}${form === undefined ? "" : `-${form}`}.csv`;
      return writeCsv(reply, name, HEAD, pagesOf(rows.map((one) => row(one, form)))) as never;
    },
  });
  idRoutes(server);
}

function idRoutes(server: Server): void {
  const about = { tag: TAG, path: "/parties/:party/tax-id", params } as const;
  resourceRoute(server, {
    ...about,
    method: "GET",
    permission: "ledger:read",
    name: "readTaxId",
    summary: "The end of a party's tax number",
    answer: ownTaxId,
    handle: ({ app, caller, params: { party } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        await mustFindPartner(tx, caller.ws, party, "party");
        return showTaxId(tx, caller.ws, party);
      }),
  });

  resourceRoute(server, {
    ...about,
    method: "PUT",
    permission: "tax:write",
    name: "setTaxId",
    summary: "Set a party's tax number: checked by form and check digits, kept sealed",
    body: newTaxId,
    answer: taxId,
    handle: async ({ app, caller, params: { party }, body }) => {
      const { country, kind, hint } = await setTaxId(app, caller.ws, party, body, caller);
      return { country, kind, hint };
    },
  });

  resourceRoute(server, {
    ...about,
    method: "DELETE",
    permission: "tax:write",
    name: "removeTaxId",
    summary: "Forget a party's tax number",
    handle: async ({ app, caller, params: { party } }) => {
      await forgetTaxId(app, caller.ws, party, caller);
      return undefined;
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/tax-id",
    name: "readOwnTaxId",
    tag: "Partner portal",
    summary: "The end of the party's own tax number",
    answer: ownTaxId,
    handle: ({ app, partner: { ws, party } }) =>
      inParty(app.db, { ws, party }, (tx) => showTaxId(tx, ws, party)),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/tax-id",
    name: "setOwnTaxId",
    tag: "Partner portal",
    summary: "Set the party's own tax number",
    accepts: true,
    body: newTaxId,
    answer: taxId,
    handle: async ({ app, partner, body }) => {
      const { country, kind, hint } = await setTaxId(app, partner.ws, partner.party, body, partner);
      return { country, kind, hint };
    },
  });
}

const HEAD = [
  ...["Party", "Name", "E-mail", "Country", "Tax id kind", "Tax id", "Currency"],
  ...["Q1 earned", "Q1 taken back", "Q1 sales", "Q2 earned", "Q2 taken back", "Q2 sales"],
  ...["Q3 earned", "Q3 taken back", "Q3 sales", "Q4 earned", "Q4 taken back", "Q4 sales"],
  ...["Year earned", "Year taken back", "Year other", "Year paid out", "Year sales", "Thresholds reached"],
  ...["Judged by", "Q1 paid out", "Q2 paid out", "Q3 paid out", "Q4 paid out"],
];

function row(one: TaxYear, form: TaxForm | undefined): string[] {
  const money = (minor: number) => decimalText(minor, one.currency);
  const quarters = [1, 2, 3, 4].flatMap((quarter) => {
    const found = one.quarters.find((each) => each.quarter === quarter);
    return [money(found?.earned ?? 0), money(found?.takenBack ?? 0), String(found?.sales ?? 0)];
  });
  return [
    ...[showId("party", one.party), one.name, one.email ?? "", one.country ?? "", one.taxId?.kind ?? ""],
    ...[one.number ?? one.taxId?.hint ?? "", one.currency, ...quarters],
    ...[money(one.earned), money(one.takenBack), money(one.other), money(one.paidOut), String(one.sales)],
    one.forms.join(" "),
    form === undefined ? TAX_FORMS.map((each) => `${each}: ${BASIS[each]}`).join(" ") : BASIS[form],
    ...[1, 2, 3, 4].map((quarter) =>
      money(one.quarters.find((each) => each.quarter === quarter)?.paidOut ?? 0),
    ),
  ];
}

async function* pagesOf(rows: string[][]): AsyncGenerator<string[][]> {
  for (let from = 0; from < rows.length; from += 1000) yield rows.slice(from, from + 1000);
}

async function showTaxId(tx: Tx, ws: number, party: Uuid) {
  const found = (await readTaxIds(tx, ws, [party])).get(party);
  if (found === undefined) return { taxId: null };
  const { country, kind, hint } = found;
  return { taxId: { country, kind, hint } };
}

function show(one: TaxYear): Shown {
  const { party, name, email: _, number: __, taxId: found, quarters, ...rest } = one;
  return {
    ...rest,
    party: { id: showId("party", party), name },
    taxId: found === null ? null : { country: found.country, kind: found.kind, hint: found.hint },
    quarters: quarters.map(({ quarter, earned, takenBack, other, paidOut, sales }) => {
      return { quarter, earned, takenBack, other, paidOut, sales };
    }),
  };
}
