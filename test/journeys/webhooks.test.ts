// Webhooks out, to a real receiver: signed so that the standard's own library verifies it, tried again with
// the pauses of three days, repeated on request under the same id, paused when the receiver says it is gone.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runJobs } from "../../src/db/job-queue.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { sendWebhooks } from "../../src/flows/send-webhooks.ts";
import { claimMessages, PAUSES } from "../../src/notices/webhook-messages.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { openTestDoor } from "./test-door.ts";

describe("Webhooks out", () => {
  let shop: Shop;
  let url: string;
  let status = 204;
  let heard: { headers: IncomingHttpHeaders; body: string }[] = [];
  let ahead = 0;
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    heard.push({ headers: request.headers, body });
    response.writeHead(status).end("thanks");
  });

  beforeAll(async () => {
    await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
    shop = await openShop(await openTestDoor({ options: { allowPrivateWebhooks: true } }));
  });
  afterAll(async () => {
    receiver.close();
    await shop.door.close();
  });
  beforeEach(() => {
    heard = [];
    status = 204;
  });

  const later = (ms: number): App => {
    ahead += ms;
    const { app } = shop.door;
    return Object.assign(Object.create(app), { ids: { ...app.ids, now: () => Date.now() + ahead } });
  };
  const round = (app: App) => sendWebhooks(app, shop.ws, { allowPrivate: true });
  const messages = async (id: string) => (await shop.get(`/webhook-endpoints/${id}/messages`)).body.data;

  test("what happens after an endpoint was made is told, signed, and only once", async () => {
    await shop.make("/parties", { kind: "partner", name: "Before" });
    const made = await shop.make("/webhook-endpoints", { url, types: ["party.created"] });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect((await shop.get(`/webhook-endpoints/${made.id}`)).body).not.toHaveProperty("secret");
    const bruno = await shop.make("/parties", { kind: "partner", name: "Bruno" });
    await shop.make("/products", { name: "Not asked for" });
    await Promise.all([round(later(0)), round(later(0))]);
    expect(await round(later(0))).toBe(true);
    expect(heard).toHaveLength(1);
    const [{ headers, body }] = heard as [(typeof heard)[number]];
    // The receiver's own check, at the receiver's own time, which the sender must be near.
    expect(new Webhook(made.secret).verify(body, headers as Record<string, string>)).toMatchObject({
      type: "party.created",
      workspace: shop.workspace,
      data: { id: bruno.id, name: "Bruno", kind: "partner" },
    });
    expect(() => new Webhook(made.secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
    const [message] = await messages(made.id);
    expect(message).toMatchObject({ id: headers["webhook-id"], state: "sent", attempts: 1, lastStatus: 204 });
    await shop.send("DELETE", `/webhook-endpoints/${made.id}`);
  });

  test("a changed secret signs beside the old one for a while, and then alone", async () => {
    const made = await shop.make("/webhook-endpoints", { url, types: ["party.created"] });
    const rotated = await shop.post(`/webhook-endpoints/${made.id}/rotate`, { graceHours: 168 });
    expect(rotated.body).toMatchObject({ id: made.id, oldSecretUntil: expect.any(String) });
    const verify = (secret: string) => {
      const { body, headers } = heard.at(-1) as (typeof heard)[number];
      return () => new Webhook(secret).verify(body, headers as Record<string, string>);
    };
    await shop.make("/parties", { kind: "partner", name: "Beside" });
    await round(later(0));
    expect(heard.at(-1)?.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    expect(verify(made.secret)).not.toThrow();
    expect(verify(rotated.body.secret)).not.toThrow();
    expect((await messages(made.id))[0]).toMatchObject({ lastMs: expect.any(Number), lastAnswer: "" });
    await shop.send("DELETE", `/webhook-endpoints/${made.id}`);
  });

  test("a receiver that fails is tried again over three days, then given up, and asked again by hand", async () => {
    const { id } = await shop.make("/webhook-endpoints", { url });
    status = 500;
    const tried = await shop.post(`/webhook-endpoints/${id}/test`, undefined);
    expect(tried.status).toBe(202);
    await round(later(0));
    expect(heard).toHaveLength(1);
    expect(PAUSES.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(3 * 24 * 3_600_000);
    for (const [i, pause] of PAUSES.entries()) {
      await round(later(pause - 1000));
      expect(heard).toHaveLength(i + 1);
      await round(later(1001));
      expect(heard).toHaveLength(i + 2);
    }
    expect(await messages(id)).toMatchObject([
      { id: tried.body.id, state: "failed", attempts: PAUSES.length + 1, lastStatus: 500, nextAt: null },
    ]);
    expect((await shop.get(`/webhook-endpoints/${id}`)).body).toMatchObject({
      state: "disabled",
      stopped: { why: expect.stringContaining("HTTP 500") },
    });
    status = 200;
    const replay = await shop.post(`/webhook-endpoints/${id}/messages/${tried.body.id}/replay`, undefined);
    expect(replay).toMatchObject({ status: 202, body: { state: "waiting", attempts: 0 } });
    await round(later(0));
    expect(await messages(id)).toMatchObject([{ id: tried.body.id, state: "sent", attempts: 1 }]);
    expect(new Set(heard.map((one) => one.headers["webhook-id"]))).toEqual(new Set([tried.body.id]));
    await shop.send("DELETE", `/webhook-endpoints/${id}`);
  });

  test("410 pauses; made active again it goes on where it stopped", async () => {
    const { id } = await shop.make("/webhook-endpoints", { url, types: ["party.created"] });
    status = 410;
    await shop.make("/parties", { kind: "partner", name: "One" });
    await round(later(0));
    expect((await shop.get(`/webhook-endpoints/${id}`)).body.state).toBe("paused");
    await shop.make("/parties", { kind: "partner", name: "Two" });
    expect(await round(later(10_000))).toBe(false);
    expect(heard).toHaveLength(1);
    status = 200;
    await shop.patch(`/webhook-endpoints/${id}`, { state: "active" });
    await round(later(10_000));
    const names = heard.slice(1).map((one) => JSON.parse(one.body).data.name);
    expect(names.sort()).toEqual(["One", "Two"]);
    await shop.send("DELETE", `/webhook-endpoints/${id}`);
  });

  test("what died between sending and noting is sent again, under the same id", async () => {
    const { id } = await shop.make("/webhook-endpoints", { url });
    await shop.post(`/webhook-endpoints/${id}/test`, undefined);
    const app = later(0);
    // Held by a process that is not heard of again.
    const { db } = shop.door;
    const held = await inWorkspace(db, shop.ws, (tx) => claimMessages(tx, shop.ws, app.ids.now(), 10));
    expect(held).toHaveLength(1);
    await round(app);
    expect(heard).toHaveLength(0);
    await round(later(60_001));
    expect(heard).toHaveLength(1);
    expect(await messages(id)).toMatchObject([{ state: "sent", attempts: 2 }]);
    await shop.send("DELETE", `/webhook-endpoints/${id}`);
  });

  test("private addresses are refused when the door does not allow them", async () => {
    const strict = await openShop();
    const refused = await strict.post("/webhook-endpoints", {
      url: "http://169.254.169.254/latest/meta-data",
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "address_refused", errors: [{ path: "url" }] },
    });
    expect((await strict.post("/webhook-endpoints", { url: "javascript:alert(1)" })).status).toBe(400);
    const { body } = await strict.get("/events?limit=2");
    expect(body.data.map((one: { type: string }) => one.type)).toEqual(["workspace.created"]);
    await strict.door.close();
  });

  test("a posting is told sale by sale, and what was taken back with it; the queue's own rounds do it", async () => {
    const { db, app } = shop.door;
    const product = (await shop.make("/products", { name: "Piano" })).id;
    const types = ["sale.recorded", "refund.recorded", "dispute.opened", "dispute.lost"];
    const { id } = await shop.make("/webhook-endpoints", { url, types });
    const sell = (externalId: string) => ({ externalId, product, currency: "USD", paid: 1000 });
    const sales = await Promise.all([1, 2, 3].map((n) => shop.make("/sales", sell(`s-${n}`))));
    const [first, second] = sales.map((one) => one.id);
    const refund = await shop.make(`/sales/${first}/refunds`, { externalId: "r-1", amount: 400 });
    const dispute = await shop.make(`/sales/${second}/disputes`, { externalId: "d-1", amount: 1000 });
    await shop.post(`/disputes/${dispute.id}/close`, { outcome: "lost" });
    const log = { info: () => undefined, warn: () => undefined };
    const tasks = jobTasks(app, { allowPrivateWebhooks: true }, shop.door.mailing);
    const jobs = await runJobs({ ownerUrl: shop.door.url, tasks, timetable: [], log });
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(6);
    await jobs.stop();
    const told = heard.map((one) => JSON.parse(one.body));
    const of = (type: string) => told.filter((one) => one.type === type).map((one) => one.data);
    expect(
      of("sale.recorded")
        .map((one) => one.externalId)
        .sort(),
    ).toEqual(["s-1", "s-2", "s-3"]);
    expect(of("sale.recorded")[0]).toMatchObject({ product, currency: "USD", paid: 1000, source: "api" });
    expect(of("refund.recorded")).toMatchObject([
      { id: refund.id, sale: first, amount: 400, externalId: "r-1" },
    ]);
    expect(of("dispute.opened")).toMatchObject([{ id: dispute.id, sale: second, amount: 1000 }]);
    expect(of("dispute.lost")).toMatchObject([{ id: dispute.id, sale: second, amount: 1000 }]);
    expect(new Set(heard.map((one) => one.headers["webhook-id"])).size).toBe(6);
    const waiting = await inWorkspace(db, shop.ws, (tx) => claimMessages(tx, shop.ws, app.ids.now(), 10));
    expect(waiting).toEqual([]);
    expect((await messages(id)).every((one: { state: string }) => one.state === "sent")).toBe(true);
  });
});
