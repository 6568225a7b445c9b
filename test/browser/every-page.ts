// The console's map, read from its routes, and a business that has one of everything, so that every page has
// something to show: with names that break weak pages. A page whose address asks for something new is named,
// never passed over.
// Example: pagesOf(await stock(stage)) → [{ path: "/sales/$sale", address: "http://…/w/ws_…/sales/sale_…" },
// …]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { speaksFor } from "../journeys/speaks-for.ts";
import type { Stage } from "./open-console.ts";

const CONSOLE = join(import.meta.dirname, "../../src/web/console");

/** Would run, load or draw something if it were ever taken for markup. */
export const MARKUP = [
  `<script>window.pwned = 1</script>`,
  `"><img src=x onerror="window.pwned=2">`,
  `<svg/onload=window.pwned=3>`,
  `</title><b>bold</b>`,
  `{{constructor.constructor('window.pwned=4')()}}`,
  `javascript:window.pwned=5//`,
] as const;

/** Long without a space, right to left, marks upon marks. */
export const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
export const RTL = "مدرسة البيانو للكبار";

export type Stock = Record<string, string>;

/** What each name in an address stands for: `$sale`, `$product`, … */
export async function stock(stage: Stage): Promise<Stock> {
  const { shop } = stage;
  const [script, image, vector, title, braces] = MARKUP;
  await shop.make("/parties", { kind: "partner", ref: "naughty", name: image });
  await shop.make("/parties", { kind: "partner", ref: "long", name: LONG });
  const product = await shop.make("/products", { name: script, externalId: "naughty" });
  const terms = { share: "0.10", starts: "2020-01-01T00:00:00Z", renewals: "at_charge", tail: "none" };
  const to = { product: product.id, party: { ref: "naughty" } };
  const agreed = await shop.make("/contracts", { ...to, ...terms, evidence: vector });
  await shop.make("/products", { name: RTL });
  const sale = await shop.make("/sales", {
    externalId: title,
    product: product.id,
    currency: "USD",
    paid: 123456789,
    tax: 1234,
    fees: [{ party: { ref: "stripe" }, amount: 320 }],
    buyer: { email: "naughty@example.com", name: `${vector} ${LONG}`, reference: braces },
    metadata: { note: vector },
  });
  await shop.make(`/sales/${sale.id}/refunds`, { externalId: "r-naughty", amount: 400, reason: image });
  const { body: parties } = await shop.get("/parties?limit=100");
  const party = parties.data.find((one: { ref: string }) => one.ref === "naughty");
  const { body: accounts } = await shop.get("/accounts?limit=1");
  const { body: entries } = await shop.get("/entries?limit=1");
  const january = { currency: "USD", paid: 9_900, at: "2026-01-05T12:00:00Z" };
  await shop.make("/sales", { externalId: "stated", product: product.id, ...january });
  const stated = { party: party.id, currency: "USD", until: "2026-01-31" };
  const statement = await shop.make("/statements", stated);
  const verification = await shop.post("/verifications", {});
  return {
    sale: sale.id,
    product: product.id,
    party: party.id,
    source: "hotmart",
    account: String(accounts.data[0].number ?? accounts.data[0].account),
    entry: String(entries.data[0].seq),
    contract: agreed.id,
    import: await upload(stage, `${MARKUP[1]}.csv`),
    delivery: await deliver(stage),
    statement: statement.id,
    settled: await settle(stage),
    answer: await bringAnswer(stage),
    finding: await rush(stage, product.id),
    verification: verification.body?.id ?? "",
    proposal: await propose(stage, product.id),
    version: "1",
    question: await ask(stage, parties.data.find((one: { ref: string }) => one.ref === "bruno").id),
    ...(await payOut(stage, parties.data.find((one: { ref: string }) => one.ref === "bruno").id)),
    endpoint: (await shop.make("/webhook-endpoints", { url: "https://hooks.example.com/in", types: [] })).id,
  };
}

/** What a source sent, of a sale that nobody knows. */
async function settle({ shop }: Stage): Promise<string> {
  const line = { ref: MARKUP[2], gross: 10_000, fee: 320, note: LONG, at: "2026-01-02T12:00:00Z" };
  const told = { source: "api", externalId: LONG, currency: "USD", arrivedOn: "2026-01-05" };
  return (await shop.make("/source-settlements", { ...told, lines: [line] })).id;
}

/** What a bank said of a payout that nobody knows. */
async function bringAnswer({ shop }: Stage): Promise<string> {
  const told = `<?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlPmtInfAndSts>
    <TxInfAndSts><OrgnlEndToEndId>P0000000000000X</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>
    </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  const form = new FormData();
  form.append("file", new Blob([told], { type: "text/xml" }), "answer.xml");
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  const payload = Buffer.from(await encoded.arrayBuffer());
  const { status, body } = await shop.send("POST", "/bank-answers", payload, { "content-type": type });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

/** An open invitation: only a person of the business makes one. */
async function propose({ shop }: Stage, product: string): Promise<string> {
  const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
  const owner = await shop.door.person("owner", where);
  const terms = { share: "0.05", renewals: "at_charge", tail: "none", termsOfUse: 1 };
  const invitation = { product, email: "dora@example.com", name: MARKUP[1], message: MARKUP[0], ...terms };
  const answer = await owner.send({
    method: "POST",
    url: `/v1/workspaces/${shop.workspace}/proposals`,
    payload: { invitations: [invitation] },
  });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().data[0].id;
}

/**
 * Bought as fast as only a program does, by the link of somebody with a long name: the commission is held.
 */
async function rush({ shop }: Stage, product: string): Promise<string> {
  const affiliate = { product, party: { ref: "long" }, code: "long", rate: "0.20" };
  const { id: affiliation } = await shop.make("/affiliations", affiliate);
  await shop.make("/destinations", { product, name: LONG, url: "https://school.example/naughty" });
  await shop.make("/links", { affiliation, code: "long-naughty", campaign: "spring" });
  const click = await shop.make("/clicks", { code: "long-naughty", at: new Date().toISOString() });
  const sold = { externalId: "rushed", product, currency: "USD", paid: 10_000, clickId: click.id };
  const sale = await shop.make("/sales", sold);
  await watchFraud(shop.door.app, shop.ws);
  const { body } = await shop.get(`/findings?sale=${sale.id}`);
  return body.data[0]?.id ?? "";
}

/** A run that waits for its approval: what bruno earned, over a list. */
async function payOut({ shop }: Stage, party: string): Promise<{ run: string; payout: string }> {
  const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
  const owner = await shop.door.person("owner", where);
  const send = async (method: "GET" | "POST" | "PUT" | "PATCH", path: string, payload?: object) => {
    const url = `/v1/workspaces/${shop.workspace}${path}`;
    const answer = await owner.send({ method, url, ...(payload ? { payload } : {}) });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    return answer.json();
  };
  await send("PATCH", "/payout-policy", { minimum: 0 });
  const method = { kind: "paypal", email: "bruno@example.com" };
  await send("PUT", `/parties/${party}/payout-method`, { method });
  const run = await send("POST", "/payout-runs", { parties: [party] });
  const { data } = await send("GET", `/payouts?run=${run.id}`);
  return { run: run.id, payout: data[0].id };
}

/** A partner asks about the sale, in words that would run if they were markup. */
async function ask({ shop, sale }: Stage, party: string): Promise<string> {
  const partner = await speaksFor(shop, "bruno", { party });
  const asked = await partner.post("/questions", { about: { sale }, text: MARKUP.join(" ") });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  return asked.body.id;
}

async function upload({ shop }: Stage, name: string): Promise<string> {
  const form = new FormData();
  const text = `Id,When,Product,Paid\n${MARKUP[0]},2026-03-01,piano,25.00\nx-2,2026-03-02,${LONG},oops\n`;
  form.append("file", new Blob([text], { type: "text/csv" }), name.replace(/[<>"/]/g, "_"));
  const encoded = new Response(form);
  const payload = Buffer.from(await encoded.arrayBuffer());
  const type = encoded.headers.get("content-type") ?? "";
  const { status, body } = await shop.send("POST", "/imports", payload, { "content-type": type });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** A message of Hotmart's for a product that nobody mapped: it waits where people see it. */
async function deliver({ shop, url }: Stage): Promise<string> {
  const connected = await shop.send("PUT", "/sources/hotmart", { secret: "hottok-of-the-pages" });
  expect(connected.status, JSON.stringify(connected.body)).toBeLessThan(300);
  const address = new URL(connected.body.address);
  await fetch(`${url}${address.pathname}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hotmart-hottok": "hottok-of-the-pages" },
    body: JSON.stringify({
      id: "d-1",
      version: "2.0.0",
      event: "PURCHASE_APPROVED",
      data: { name: MARKUP[1] },
    }),
  });
  const { body } = await shop.get("/deliveries?limit=1");
  return body.data[0]?.id ?? "";
}

export interface MappedPage {
  path: string;
  address: string;
}

/** Every page behind the door, with an address that has something to show. */
export function pagesOf(stage: Stage, has: Stock): MappedPage[] {
  const pathsIn = (file: string, spelled: RegExp) =>
    [...readFileSync(join(CONSOLE, file), "utf8").matchAll(spelled)].map((match) => match[1] as string);
  const mapped = pathsIn("routes.tsx", /\bpath: "([^"]+)"/g);
  const inside = pathsIn("workspace-pages.ts", /\bpage\(\s*"([^"]+)"/g);
  const inWorkspace = mapped.indexOf("/w/$workspace");
  expect(inWorkspace).toBeGreaterThan(0);
  expect(inside.length).toBeGreaterThan(30);
  return [...inside, ...mapped.slice(inWorkspace + 1)].flatMap((path) => {
    // The page of parts has its own test; an address that only leads on to another is walked as that.
    if (path === "/parts" || path === "/settings") return [];
    const filled = path.replace(/\$([a-zA-Z]+)/g, (_, name: string) => {
      const value = has[name];
      if (!value)
        throw new Error(`${path} asks for ${name}: let stock() in test/browser/every-page.ts make one`);
      return value;
    });
    const isMine = /^\/(account|operator)/.test(path);
    return [{ path, address: `${isMine ? stage.url : stage.home}${filled === "/" ? "" : filled}` }];
  });
}
