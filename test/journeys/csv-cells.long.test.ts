// No cell of any file begins a formula, however people call themselves: every route that says it answers a
// table is found in the API's own document and asked, so that a new one cannot be forgotten. A figure below
// zero stays a figure.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const EVIL = ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "＝1+1"];
const CALC = '=HYPERLINK("http://x")';

/** Needs a file that was read wrongly: test/journeys/imports.test.ts asks it. */
const ELSEWHERE = new Set(["/v1/imports/{import}/problems.csv"]);

/** Where one of two must be said, which the document calls optional both. */
const ONE_OF: Record<string, string> = { "invoice-data.csv": "until" };

let shop: Shop;
let speaker: Speaker;
let headers: Record<string, string>;
/** What stands in an address for a parameter of that name, and what a query must say. */
let params: Record<string, string>;
const QUERY: Record<string, string> = {
  year: new Date().toISOString().slice(0, 4),
  until: new Date().toISOString().slice(0, 10),
  from: "2026-01-01",
  to: new Date().toISOString().slice(0, 10),
};

beforeAll(async () => {
  shop = await openShop();
  headers = { authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` };
  await shop.patch("/workspace", { name: CALC, legalName: CALC, address: CALC });
  const platform = await shop.make("/parties", { kind: "platform", ref: "=market", name: CALC });
  const platformFee = { party: platform.id, rate: "0.1", fixed: {} };
  const made = { name: "=Piano", externalId: "=piano", category: "@music", terms: { platformFee } };
  const product = await shop.make("/products", made);
  const parties: string[] = [];
  for (const [i, name] of EVIL.entries()) {
    const facts = { kind: "partner", ref: `=p${i}`, name, externalId: `@x${i}`, email: `p${i}@example.com` };
    const { id } = await shop.make("/parties", facts);
    parties.push(id);
  }
  const [bruno = "", carla = ""] = parties;
  speaker = await speaksFor(shop, "bruno", { party: bruno });
  const starts = "2020-01-01T00:00:00Z";
  await shop.make("/contracts", { product: product.id, party: bruno, share: "0.10", starts, ...AGREED });
  const managed = { product: product.id, party: bruno, share: "0.02", starts, ...AGREED, scope: "recruited" };
  await shop.make("/contracts", managed);
  const own = { product: product.id, party: carla, code: "CARLA", rate: "0.35", recruitedBy: bruno };
  await shop.make("/affiliations", own);
  QUERY.product = product.id;
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
  for (let i = 0; i < 3; i++) {
    const buyer = { email: `b${i}@example.com`, name: EVIL[i], reference: "=ref" };
    const sale = await shop.make("/sales", {
      ...{ externalId: `=s${i}`, product: product.id, currency: "USD", paid: 10_000, at, buyer },
      ...{ affiliate: { code: "CARLA" }, metadata: { note: "=1+1" } },
    });
    if (i === 0) await shop.make(`/sales/${sale.id}/refunds`, { externalId: "=r", amount: 4000, at });
  }
  const until = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const issued = await shop.make("/statements", { party: bruno, currency: "USD", until });
  params = { party: bruno, product: product.id, statement: issued.id, workspace: shop.workspace };
});
afterAll(() => shop.door.close());

/** Every GET whose answer the document calls a table, with what its query must have. */
function tables(document: Parsed): { path: string; needed: string[] }[] {
  return Object.entries(document.paths as Record<string, Parsed>).flatMap(([path, { get }]) => {
    const types = Object.keys(get?.responses?.["200"]?.content ?? {});
    const isTable = path.endsWith(".csv") || types.some((type) => type.startsWith("text/csv"));
    if (get === undefined || !isTable || ELSEWHERE.has(path.replace("/workspaces/{workspace}", "")))
      return [];
    const isNeeded = ({ name, required }: Parsed) =>
      required || ONE_OF[path.split("/").at(-1) ?? ""] === name;
    const needed = (get.parameters ?? []).filter((one: Parsed) => one.in === "query" && isNeeded(one));
    return [{ path, needed: needed.map((one: Parsed) => one.name) }];
  });
}

const isFormula = (cell: string) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell);

function check(path: string, text: string): number {
  const rows = parse(text.replace(/^\ufeff/, ""), { relax_column_count: true }) as string[][];
  for (const row of rows) for (const cell of row) expect(isFormula(cell), `${path}: ${cell}`).toBe(false);
  return rows.length;
}

test("every table that the API has begins no formula", async () => {
  const { body: document } = await shop.door.server.inject({ url: "/openapi.json" }).then((answer) => ({
    body: answer.json() as Parsed,
  }));
  const found = tables(document);
  expect(found.length).toBeGreaterThan(12);
  let told = 0;
  for (const { path, needed } of found) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      expect(params[name], `${path}: say here what stands for ${name}`).toBeDefined();
      return params[name] as string;
    });
    for (const name of needed) expect(QUERY[name], `${path}: say here what ${name} may be`).toBeDefined();
    const query = needed.length === 0 ? "" : `?${needed.map((name) => `${name}=${QUERY[name]}`).join("&")}`;
    const url = `${filled}${query}`;
    const answer = path.startsWith("/v1/partner/")
      ? await speaker.person.send({ method: "GET", url })
      : await shop.door.server.inject({ url, headers });
    expect(answer.statusCode, `${url}: ${answer.body.slice(0, 200)}`).toBe(200);
    told += check(url, answer.body);
  }
  expect(told).toBeGreaterThan(found.length * 2);
});

test.each(["quickbooks", "xero", "csv"])("the book for %s begins none", async (program) => {
  const answer = await shop.door.server.inject({ url: `/v1/books?program=${program}`, headers });
  expect(answer.statusCode).toBe(200);
  expect(check(program, answer.body)).toBeGreaterThan(3);
});
