// What happens, as it happens: a stream tells of a sale soon after it, goes on behind the last event one
// knows, tells each role what it may know, and ends with the role or the session that opened it.
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeMember } from "../../src/access/members.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { openTestDoor, type TestPerson } from "./test-door.ts";

interface Told {
  id: string;
  event: string;
  data: { seq: number; types: Record<string, number>; sales: number; because?: string };
}

describe("the live feed", () => {
  let shop: Shop;
  let url: string;
  let product: string;
  let sold = 0;

  beforeAll(async () => {
    const door = await openTestDoor({ options: { liveCheckMs: 150 } });
    shop = await openShop(door);
    product = (await shop.make("/products", { name: "Piano" })).id;
    await door.server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = door.server.server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/v1/workspaces/${shop.workspace}/events/live`;
  });
  afterAll(() => shop.door.close());

  const where = () => ({ ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
  const sell = async () => {
    sold += 1;
    await shop.make("/sales", { externalId: `s-${sold}`, product, currency: "EUR", paid: 4990 });
  };

  /** Reads a stream until `enough`; what is said between two blank lines is one message. */
  async function listen(person: TestPerson, headers: Record<string, string> = {}, query = "") {
    const stop = new AbortController();
    const cookie = await cookieOf(person);
    const response = await fetch(url + query, {
      headers: { accept: "text/event-stream", cookie, ...headers },
      signal: stop.signal,
    });
    const told: Told[] = [];
    let isOver = false;
    const reading = (async () => {
      let text = "";
      for await (const bytes of response.body ?? []) {
        text += Buffer.from(bytes).toString("utf8");
        const messages = text.split("\n\n");
        text = messages.pop() ?? "";
        for (const message of messages) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(message)?.[1] ?? "";
          if (field("data"))
            told.push({ id: field("id"), event: field("event"), data: JSON.parse(field("data")) });
        }
      }
      isOver = true;
    })().catch(() => {
      isOver = true;
    });
    const close = async () => {
      stop.abort();
      await reading;
    };
    return { status: response.status, headers: response.headers, told, isOver: () => isOver, close };
  }

  async function cookieOf(person: TestPerson): Promise<string> {
    const answer = await person.send({ method: "GET", url: "/v1/session" });
    return String(answer.raw.req.headers.cookie);
  }

  test("tells of a sale soon after it, and goes on where one was", async () => {
    const owner = await shop.door.person("owner", where());
    const stream = await listen(owner);
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.headers.get("cache-control")).toBe("no-store");
    await expect.poll(() => stream.told.length).toBe(1);
    const start = stream.told[0] as Told;
    expect(start).toMatchObject({ event: "news", data: { types: {}, sales: 0 } });
    await sell();
    await expect.poll(() => stream.told.length, { timeout: 5000 }).toBe(2);
    expect(stream.told[1]?.data).toMatchObject({ types: { "ledger.posted": 1 }, sales: 1 });
    await stream.close();
    await sell();
    await sell();
    const again = await listen(owner, { "last-event-id": String(stream.told[1]?.id) });
    await expect
      .poll(() => again.told.reduce((sum, one) => sum + one.data.sales, 0), { timeout: 5000 })
      .toBe(2);
    await again.close();
  });

  test("tells of what came between the page and its stream, to who asks for it", async () => {
    const owner = await shop.door.person("owner", where());
    await sell();
    const salesOf = (stream: { told: Told[] }) => stream.told.reduce((sum, one) => sum + one.data.sales, 0);
    const plain = await listen(owner);
    const stream = await listen(owner, {}, "?recent=60");
    await expect.poll(() => salesOf(stream), { timeout: 5000 }).toBe(sold);
    expect(plain.told).toMatchObject([{ data: { types: {}, sales: 0 } }]);
    // What is known goes before what is recent, and one is told where one stands also when nothing happened.
    const last = String(stream.told.at(-1)?.id);
    const again = await listen(owner, { "last-event-id": last }, "?recent=60");
    await expect.poll(() => again.told).toMatchObject([{ id: last, data: { types: {}, sales: 0 } }]);
    for (const one of [plain, stream, again]) await one.close();
  });

  test("tells who may not read events only that something was posted", async () => {
    const support = await shop.door.person("support", where());
    const stream = await listen(support);
    await expect.poll(() => stream.told.length).toBe(1);
    await shop.make("/parties", { kind: "partner", name: "Secret" });
    await sell();
    await expect.poll(() => stream.told.some((one) => one.data.sales === 1), { timeout: 5000 }).toBe(true);
    const types = stream.told.flatMap((one) => Object.keys(one.data.types));
    expect(new Set(types)).toEqual(new Set(["ledger.posted"]));
    await stream.close();
  });

  test("without a stream answers once", async () => {
    const { body } = await shop.get("/events/live");
    expect(body).toMatchObject({ types: {}, sales: 0 });
    await sell();
    expect((await shop.get(`/events/live?after=${body.seq}`)).body).toMatchObject({ sales: 1 });
  });

  test("ends when the role is taken away, and when one signs out", async () => {
    const finance = await shop.door.person("finance", where());
    const leaves = await shop.door.person("viewer", where());
    const [first, second] = [await listen(finance), await listen(leaves)];
    await expect.poll(() => first.told.length + second.told.length).toBe(2);
    await inWorkspace(shop.door.db, shop.ws, (tx) => removeMember(tx, shop.ws, finance.account));
    await leaves.send({ method: "DELETE", url: "/v1/session" });
    await expect.poll(first.isOver, { timeout: 5000 }).toBe(true);
    await expect.poll(second.isOver, { timeout: 5000 }).toBe(true);
    for (const stream of [first, second]) {
      expect(stream.told.at(-1)).toMatchObject({ event: "end", data: { because: "no_access" } });
    }
  });

  test("gives one caller eight streams, and room again when one closes", async () => {
    const owner = await shop.door.person("owner", where());
    const open = [];
    for (let count = 0; count < 8; count++) open.push(await listen(owner));
    expect(open.map((one) => one.status)).toEqual(Array(8).fill(200));
    const ninth = await listen(owner);
    expect(ninth.status).toBe(429);
    await ninth.close();
    await open[0]?.close();
    await expect
      .poll(async () => {
        const tenth = await listen(owner);
        await tenth.close();
        return tenth.status;
      })
      .toBe(200);
    for (const one of open) await one.close();
  });
});
