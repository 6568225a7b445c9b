// What would be over at once, kept as it is half way: a run of payouts that has just begun, a message
// that waits for its product, one that a server was sent, sales kept as history; and what
// there must be much of: lines that differ alike, a statement in parts. It never opens a page.
// Example: const pages = await stockUnderWay(stage, has) → [["/imports/$import", "/imports/import_…"], …]
import { expect } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { applyDelivery } from "../../src/flows/apply-delivery.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { runImport } from "../../src/flows/run-import.ts";
import { delivery } from "../fixtures/sources/hotmart-deliveries.ts";
import { AGREED } from "../journeys/open-shop.ts";
import type { Stock } from "./every-page.ts";
import type { Stage } from "./open-console.ts";

/** A page's path, and an address in the workspace. */
export type StockedPage = readonly [string, string];

/** More than a statement's paper has in one file. */
const MANY = 2_600;
const HOTTOK = "hottok-of-the-pages";

/** `asOwner` sends what a person of the business asks, each time another. */
export async function stockUnderWay(
  stage: Stage,
  has: Stock,
  asOwner: (method: "POST" | "PUT", path: string, payload: object) => Promise<{ id: string }>,
): Promise<StockedPage[]> {
  const { shop } = stage;
  const history = await keepHistory(stage);
  const alike = await settleAlike(stage);
  const waiting = await park(stage);
  await shop.post(`/webhook-endpoints/${has.endpoint}/test`, undefined);
  const { party, statement } = await sellMuch(stage);
  await asOwner("PUT", `/parties/${party}/payout-method`, {
    method: { kind: "paypal", email: "busy@example.com" },
  });
  const run = await asOwner("POST", "/payout-runs", { parties: [party] });
  const anybody = { actor: "api:test", name: "Somebody else", email: null };
  await approvePayouts(shop.door.app, shop.ws, parsePublicId("run", run.id) as Uuid, anybody);
  return [
    ["/imports/$import", `/imports/${history}`],
    ["/payouts/settlements/$settled", `/payouts/settlements/${alike}`],
    ["/messages/$delivery", `/messages/${waiting}`],
    ["/payouts/runs/$run", `/payouts/runs/${run.id}`],
    ["/statements/$statement", `/statements/${statement}`],
  ];
}

async function keepHistory({ shop }: Stage): Promise<string> {
  const form = new FormData();
  const text = "Id,Date,Product,Amount\nh-1,2024-03-01T12:00:00Z,piano,100.00\n";
  form.append("file", new Blob([text], { type: "text/csv" }), "before.csv");
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  const payload = Buffer.from(await encoded.arrayBuffer());
  const { body } = await shop.send("POST", "/imports", payload, { "content-type": type });
  const columns = { externalId: "Id", at: "Date", product: "Product", paid: "Amount" };
  const mapping = { source: "old-shop", keepAs: "history", columns, currency: "USD" };
  await shop.patch(`/imports/${body.id}`, { mapping });
  await shop.post(`/imports/${body.id}/start`, { dryRun: false });
  await runImport(shop.door.app, shop.ws, parsePublicId("import", body.id) as Uuid);
  return body.id;
}

async function settleAlike({ shop }: Stage): Promise<string> {
  const lines = ["nobody-1", "nobody-2"].map((ref) => ({
    ...{ ref, gross: 10_000, fee: 320, at: "2026-01-02T12:00:00Z" },
  }));
  const told = { source: "api", externalId: "alike", currency: "USD", arrivedOn: "2026-01-05" };
  return (await shop.make("/source-settlements", { ...told, lines })).id;
}

/** Of a product that nobody has named: the source is connected already. */
async function park({ shop, url }: Stage): Promise<string> {
  const { body: source } = await shop.send("PUT", "/sources/hotmart", { secret: HOTTOK });
  const body = JSON.stringify(delivery("PURCHASE_APPROVED", { id: "d-waits" }));
  const headers = { "content-type": "application/json", "x-hotmart-hottok": HOTTOK };
  await fetch(`${url}${new URL(source.address).pathname}`, { method: "POST", headers, body });
  const { body: kept } = await shop.get("/deliveries?limit=1");
  const { id } = kept.data[0];
  await applyDelivery(shop.door.app, shop.ws, parsePublicId("delivery", id) as Uuid);
  const { body: after } = await shop.get(`/deliveries/${id}`);
  expect(after.state, JSON.stringify(after)).toBe("parked");
  return id;
}

async function sellMuch({ shop }: Stage): Promise<{ party: string; statement: string }> {
  const { id: product } = await shop.make("/products", { name: "Sold a lot", externalId: "much" });
  const { id: party } = await shop.make("/parties", { kind: "partner", ref: "busy", name: "Busy" });
  const terms = { share: "0.10", starts: "2020-01-01T00:00:00Z", ...AGREED };
  await shop.make("/contracts", { product, party: { ref: "busy" }, ...terms });
  const sales = Array.from({ length: MANY }, (_, at) =>
    JSON.stringify({
      externalId: `m-${at}`,
      product,
      currency: "USD",
      paid: 1_000,
      at: "2026-02-02T12:00:00Z",
    }),
  );
  const answer = await shop.door.server.inject({
    ...{ method: "POST", url: "/v1/sales/batch", payload: sales.join("\n") },
    headers: {
      ...{ authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` },
      ...{ "content-type": "application/x-ndjson" },
    },
  });
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200);
  const stated = await shop.make("/statements", { party, currency: "USD", until: "2026-02-28" });
  expect(stated.parts).toBe(2);
  return { party, statement: stated.id };
}
