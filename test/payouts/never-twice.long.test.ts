// What a person ends by hand is told to no bank and no service afterwards; what may have been paid is never
// handed over again from another account, nor when a service has forgotten its name; and a key that is
// refused fails nothing. Against false services and real files. Example: failed before the download → not in
// the file.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { dropPayingAccount, setPayingAccount } from "../../src/flows/change-payout-settings.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { filesOf, writePayoutFile } from "../../src/flows/write-payout-file.ts";
import type { MethodDetails } from "../../src/payouts/method.ts";
import type { Payout } from "../../src/payouts/payout.ts";
import { listPayouts, sumFiles } from "../../src/payouts/payouts.ts";
import { MOST_LINES } from "../../src/payouts/rail-names.ts";
import { readRun } from "../../src/payouts/runs.ts";
import { markTried } from "../../src/payouts/write-payouts.ts";
import { listWaitingRuns } from "../../src/reports/payout-attention.ts";
import { openServices } from "./false-services.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const OWED = 100_000;
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 700;

const paypal = (n: number): MethodDetails => ({ kind: "paypal", email: `p${n}@example.com` });
const stripe = (n: number): MethodDetails => ({ kind: "stripe", account: `acct_1Partner0${n}xyz` });

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function open(partners: number, method: (n: number) => MethodDetails, url?: string) {
  const services = url === undefined ? undefined : { paypal: url, stripe: url, timeoutMs: TIMEOUT_MS };
  const shop = await openPayoutShop({ partners, method, ...(services ? { services } : {}) });
  opened.push(() => shop.shop.door.close());
  for (const party of shop.parties) await shop.owe(party, OWED);
  const run = await shop.approved();
  await payRun(shop.app, shop.ws, run);
  return { shop, run };
}

async function openBoth() {
  const found = await openServices();
  opened.push(() => found.close());
  return found;
}

const list = ({ app, ws }: PayoutShop, run: Uuid) =>
  inWorkspace(app.db, ws, (tx) => listPayouts(tx, ws, { run, limit: 100 }));

const fail = ({ app, ws }: PayoutShop, payout: Payout) =>
  endPayouts(
    app,
    ws,
    "failed",
    [{ payout: payout.id, reason: "paid otherwise", externalId: null }],
    "system",
  );

async function sweep(shop: PayoutShop, app: App = shop.app, times = 3) {
  for (let i = 0; i < times; i++) await sendPayouts(app, shop.ws);
}

/** A service that answers everything the same, but lets everybody in where a token is asked for. */
async function answering(say: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(say);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  opened.push(() => new Promise((closed) => server.close(() => closed())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

test("what failed before its file was made is not in it; what fails after changes no byte", {
  timeout: 120_000,
}, async () => {
  const iban = () =>
    ({ kind: "iban", holder: "A. Partner", iban: "DE89370400440532013000", bic: null }) as never;
  const { shop, run } = await open(3, iban);
  const { app, ws } = shop;
  const [first, second] = (await list(shop, run)) as [Payout, Payout];
  const file = async () => {
    const [found] = await inWorkspace(app.db, ws, async (tx) =>
      filesOf((await readRun(tx, ws, run)) as never, await sumFiles(tx, ws, [run])),
    );
    return found as ReturnType<typeof filesOf>[number];
  };
  expect(await file()).toMatchObject({ count: 3, amount: 3 * OWED });
  await fail(shop, first);
  const { name, ...left } = await file();
  expect(left).toMatchObject({ count: 2, amount: 2 * OWED });
  const { text } = await writePayoutFile(app, ws, run, name, ANA);
  expect(text).not.toContain(first.reference);
  expect(text).toContain(second.reference);
  await fail(shop, second);
  expect((await writePayoutFile(app, ws, run, name, ANA)).text).toBe(text);
  expect(await file()).toMatchObject({ count: 2, amount: 2 * OWED });
  expect((await verifyBooks(app, ws)).disagreements).toEqual([]);
});

test("a rail that takes so many lines gets several files, each payout in one, whatever fails before", {
  timeout: 120_000,
}, async () => {
  const most = MOST_LINES.wise;
  MOST_LINES.wise = 2;
  try {
    const { shop, run } = await open(
      3,
      (n: number) => ({ kind: "wise", holder: "A. Partner", email: `p${n}@example.com` }) as never,
    );
    const { app, ws } = shop;
    const files = () =>
      inWorkspace(app.db, ws, async (tx) =>
        filesOf((await readRun(tx, ws, run)) as never, await sumFiles(tx, ws, [run])),
      );
    const names = ["run-1-wise-usd-1.csv", "run-1-wise-usd-2.csv"] as const;
    expect((await files()).map((one) => [one.name, one.count])).toEqual([
      [names[0], 2],
      [names[1], 1],
    ]);
    const all = (await list(shop, run)) as Payout[];
    await fail(shop, all[2] as Payout);
    expect((await files()).map((one) => one.name)).toEqual([names[0]]);
    await fail(shop, all[0] as Payout);
    const { text } = await writePayoutFile(app, ws, run, names[0], ANA);
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).toContain((all[1] as Payout).reference);
    await expect(writePayoutFile(app, ws, run, names[1], ANA)).rejects.toThrow();
  } finally {
    MOST_LINES.wise = most ?? 1000;
  }
});

test("PayPal is not told of what failed by hand before it was sent", { timeout: 120_000 }, async () => {
  const services = await openBoth();
  const { shop, run } = await open(3, paypal, services.url);
  const [first] = (await list(shop, run)) as [Payout];
  await fail(shop, first);
  await sweep(shop);
  expect(services.paid().has(first.reference)).toBe(false);
  const again = await shop.approved();
  await payRun(shop.app, shop.ws, again);
  await sweep(shop);
  const states = [...(await list(shop, run)), ...(await list(shop, again))].map((one) => one.state);
  expect(states.sort()).toEqual(["failed", "settled", "settled", "settled"]);
  expect(services.paid().size).toBe(3);
});

test.each([
  ["PayPal", paypal],
  ["Stripe", stripe],
])(
  "%s: what may have been paid from one account is not sent from another",
  { timeout: 120_000 },
  async (_name, method) => {
    const [a, b] = [await openBoth(), await openBoth()];
    const { shop, run } = await open(2, method, a.url);
    a.next = "time-out after";
    await sendPayouts(shop.app, shop.ws);
    const doubtful = (await list(shop, run)).filter((one) => one.state === "unknown");
    expect(doubtful.length).toBeGreaterThan(0);
    const other = { clientId: "another", secret: "secret", environment: "sandbox" } as const;
    await setPayingAccount(shop.app, shop.ws, { rail: "paypal", ...other }, "system");
    await setPayingAccount(shop.app, shop.ws, { rail: "stripe", apiKey: "sk_test_otheraccount1" }, "system");
    await sweep(shop, { ...shop.app, services: { paypal: b.url, stripe: b.url, timeoutMs: TIMEOUT_MS } });
    expect([...b.paid().keys()].filter((one) => a.paid().has(one))).toEqual([]);
    const after = await list(shop, run);
    for (const { id } of doubtful) {
      expect(after.find((one) => one.id === id)).toMatchObject({
        state: "unknown",
        reason: "account_changed",
      });
    }
  },
);

test("a new secret of the same PayPal account goes on where the old one stopped", {
  timeout: 120_000,
}, async () => {
  const services = await openBoth();
  const { shop, run } = await open(2, paypal, services.url);
  services.next = "time-out before";
  await sendPayouts(shop.app, shop.ws);
  const same = { clientId: "client", secret: "new secret", environment: "sandbox" } as const;
  await setPayingAccount(shop.app, shop.ws, { rail: "paypal", ...same }, "system");
  await sweep(shop);
  expect((await list(shop, run)).map((one) => one.state)).toEqual(["settled", "settled"]);
});

test("a PayPal batch without an id is left to a person before PayPal forgets its name", {
  timeout: 120_000,
}, async () => {
  let calls = 0;
  const url = await answering((request, response) => {
    if (request.url?.includes("oauth2")) return json(response, 200, { access_token: "t" });
    calls += 1;
    json(response, 400, {
      name: "USER_BUSINESS_ERROR",
      message: "User business error.",
      details: [{ field: "SENDER_BATCH_ID", issue: "Batch with given sender_batch_id already exists" }],
    });
  });
  const { shop, run } = await open(1, paypal, url);
  await sendPayouts(shop.app, shop.ws);
  const [one] = (await list(shop, run)) as [Payout];
  expect(one).toMatchObject({ state: "unknown", reason: "service_has_it" });
  expect(await shop.balance("payable")).toBe(0);
  const { ids } = shop.app;
  const later = (days: number): App => ({
    ...shop.app,
    ids: { ...ids, now: () => ids.now() + days * DAY_MS },
  });
  await sendPayouts(later(24), shop.ws);
  expect(calls).toBe(2);
  await sendPayouts(later(26), shop.ws);
  expect(calls).toBe(2);
  expect((await list(shop, run))[0]).toMatchObject({ state: "unknown", reason: "name_forgotten" });
  const waiting = (now: number) =>
    inWorkspace(shop.app.db, shop.ws, (tx) => listWaitingRuns(tx, shop.ws, now));
  expect(await waiting(ids.now() + DAY_MS)).toMatchObject([{ run, untaken: 0, stuck: 1 }]);
  expect(await waiting(ids.now())).toEqual([]);
});

test.each([
  ["PayPal", paypal],
  ["Stripe", stripe],
])(
  "%s: a key that is refused fails nothing, says so, and the next key pays",
  { timeout: 120_000 },
  async (_name, method) => {
    const refusing = await answering((_request, response) =>
      json(response, 401, { error: { type: "invalid_request_error", message: "Invalid API Key provided" } }),
    );
    const { shop, run } = await open(2, method, refusing);
    await sweep(shop);
    for (const one of await list(shop, run)) {
      expect(one).toMatchObject({ state: "in_transit", reason: "service_key", triedAt: null });
    }
    const services = await openBoth();
    const well = {
      ...shop.app,
      services: { paypal: services.url, stripe: services.url, timeoutMs: TIMEOUT_MS },
    };
    await setPayingAccount(well, shop.ws, { rail: "stripe", apiKey: "sk_test_anewkey12345" }, "system");
    await sweep(shop, well);
    expect((await list(shop, run)).map(({ state, reason }) => ({ state, reason }))).toEqual([
      { state: "settled", reason: "" },
      { state: "settled", reason: "" },
    ]);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  },
);

test("a batch that PayPal takes and denies later comes home, and its account stays while it may be asked", {
  timeout: 120_000,
}, async () => {
  const services = await openBoth();
  const { shop, run } = await open(2, paypal, services.url);
  services.deny();
  await sendPayouts(shop.app, shop.ws);
  expect((await list(shop, run)).map((one) => one.state)).toEqual(["in_transit", "in_transit"]);
  await expect(dropPayingAccount(shop.app, shop.ws, "paypal", "system")).rejects.toMatchObject({
    code: "rail_in_use",
  });
  await sweep(shop);
  expect((await list(shop, run)).map(({ state, reason }) => ({ state, reason }))).toEqual([
    { state: "failed", reason: "DENIED" },
    { state: "failed", reason: "DENIED" },
  ]);
  expect(await shop.balance("payable")).toBe(2 * OWED);
  await dropPayingAccount(shop.app, shop.ws, "paypal", "system");
});

test("what one process has begun to hand over, no other begins; it may only look and ask again", {
  timeout: 120_000,
}, async () => {
  const { shop, run } = await open(3, paypal, "http://127.0.0.1:9");
  const { app, ws } = shop;
  const fresh = (await list(shop, run)).map((one) => one.id);
  const tries = { at: new Date(), from: "one account" };
  const mark = (which: { fresh: Uuid[]; again: Uuid[] }) =>
    inWorkspace(app.db, ws, (tx) => markTried(tx, ws, which, tries));
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => mark({ fresh, again: [] })));
  expect(all.map((one) => one.size).sort()).toEqual([0, 0, 0, 0, 3]);
  expect((await mark({ fresh: [], again: fresh })).size).toBe(3);
});
