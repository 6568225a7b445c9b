// What is over stands in nobody's way: a contract that has ended takes no room under the cap any more, and a
// proposal that nobody answered within 14 days makes way for the next, also before the hourly look.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPair, type Pair, TERMS } from "./open-pair.ts";

const DAY = 24 * 60 * 60 * 1000;

describe("what is over", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await openPair();
  });
  afterAll(() => pair.shop.door.close());

  const capOf = (maxShared: string) => pair.asAna("PATCH", "/workspace", { maxShared });
  const tomorrow = () => new Date(pair.shop.door.app.ids.now() + DAY).toISOString();

  test("the cap may be lowered below a contract that has ended, and its room is given away again", async () => {
    await pair.join("bruno@example.com", { share: "0.60", ends: tomorrow() });
    expect((await capOf("0.50")).body).toMatchObject({ code: "cap_in_use" });
    pair.skip(2 * DAY);
    expect((await capOf("0.50")).status).toBe(200);
    const invitation = { product: pair.product, email: "carla@example.com", share: "0.50", ...TERMS };
    const { status, body } = await pair.asAna("POST", "/proposals", { invitations: [invitation] });
    expect(status, JSON.stringify(body)).toBe(201);
    await pair.asAna("POST", `/proposals/${body.data[0].id}/withdraw`);
  });

  test("a proposal that lapsed makes way for the next at once, and says so", async () => {
    const { contract, ask } = await pair.join("davi@example.com");
    const amend = (share: string) =>
      pair.asAna("POST", `/contracts/${contract}/amendments`, { share, ...TERMS });
    const first = (await amend("0.11")).body;
    pair.skip(13 * DAY);
    expect((await amend("0.12")).body).toMatchObject({ code: "proposal_open" });
    pair.skip(DAY);
    const second = await amend("0.12");
    expect(second.status, JSON.stringify(second.body)).toBe(201);
    expect((await pair.asAna("GET", `/proposals/${first.id}`)).body).toMatchObject({ state: "lapsed" });
    const { body: events } = await pair.shop.get("/events?type=contract.lapsed");
    expect(events.data.map((one: { subject: string }) => one.subject)).toEqual([first.id]);
    expect((await ask("POST", `/proposals/${second.body.id}/accept`, { termsOfUse: 2 })).status).toBe(200);
  });

  test("nor does an amendment make two contracts of one party out of one for those he recruited", async () => {
    const { contract } = await pair.join("eva@example.com", { share: "0.05" });
    const { contract: managed } = await pair.join("eva@example.com", { share: "0.05", scope: "recruited" });
    const amend = (id: string, scope: string) =>
      pair.asAna("POST", `/contracts/${id}/amendments`, { share: "0.05", scope, ...TERMS });
    for (const [id, scope] of [
      [managed, "all"],
      [contract, "recruited"],
    ] as const) {
      const { status, body } = await amend(id, scope);
      expect([status, body.code]).toEqual([409, "already_shared"]);
    }
    expect((await amend(managed, "recruited")).status).toBe(201);
  });
});
