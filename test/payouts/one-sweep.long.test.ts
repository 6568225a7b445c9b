// One sweep of payouts a workspace at a time, over all processes: a service is asked once, and the look that
// does not wait leaves the work to whoever is at it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { payRun } from "../../src/flows/pay-run.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import { openPayoutShop } from "./open-payout-shop.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function answering(say: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(say);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  opened.push(() => new Promise((closed) => server.close(() => closed())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

test("two sweeps at once ask the service once; the one that does not wait leaves it to the other", {
  timeout: 120_000,
}, async () => {
  let asked = 0;
  const slow = await answering((request, response) => {
    if (request.url?.includes("oauth2")) return json(response, 200, { access_token: "t" });
    asked += 1;
    setTimeout(() => json(response, 503, { name: "SERVICE_UNAVAILABLE" }), 300);
  });
  const services = { paypal: slow, stripe: slow, timeoutMs: 5000 };
  const method = (n: number) => ({ kind: "paypal" as const, email: `p${n}@example.com` });
  const shop = await openPayoutShop({ partners: 3, method, services });
  opened.push(() => shop.shop.door.close());
  for (const party of shop.parties) await shop.owe(party, 100_000);
  await payRun(shop.app, shop.ws, await shop.approved());
  await sendPayouts(shop.app, shop.ws);
  const alone = asked;
  expect(alone).toBeGreaterThan(0);
  const first = sendPayouts(shop.app, shop.ws);
  await expect.poll(() => asked).toBeGreaterThan(alone);
  expect(await sendPayouts(shop.again(), shop.ws, { waits: false })).toBe(0);
  const during = asked;
  const second = sendPayouts(shop.again(), shop.ws);
  await first;
  const once = asked - alone;
  await second;
  expect(asked - alone).toBe(2 * once);
  expect(during - alone).toBeLessThanOrEqual(once);
});
