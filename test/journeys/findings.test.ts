// A sale that looks like fraud: the commission is held, a person decides, and the books agree at every step,
// also when the sale is refunded after its commission was taken back.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

describe("A held commission", () => {
  let world: Affiliates;
  beforeAll(async () => {
    world = await openAffiliates();
  });
  afterAll(() => world.door.close());

  /** Bought two seconds after the click; the finding about it. */
  async function rush(externalId: string) {
    const click = await world.click("dora-piano", 0);
    const { body: sale } = await world.buy(externalId, { clickId: click.id });
    await watchFraud(world.door.app, world.ws);
    const { body } = await world.get(`/findings?sale=${sale.id}`);
    expect(body.data).toMatchObject([{ state: "held", amount: 1792, evidence: [{ rule: "tooFast" }] }]);
    return { sale: sale.id as string, finding: body.data[0].id as string };
  }

  /** As an owner in the browser: a key never decides. */
  async function decide(finding: string, state: string) {
    const owner = await world.door.person("owner", {
      ws: world.ws,
      id: parsePublicId("ws", world.workspace) as Uuid,
    });
    return await owner.send({
      method: "POST",
      url: `/v1/workspaces/${world.workspace}/findings/${finding}/decision`,
      payload: { state, reason: "Looked at it." },
    });
  }

  test("is released by a person's decision, once", async () => {
    const { finding } = await rush("f-1");
    const books = await verifyBooks(world.door.app, world.ws);
    expect(books.disagreements).toEqual([]);
    const first = await decide(finding, "released");
    expect(first.statusCode, first.body).toBe(200);
    expect(first.json()).toMatchObject({ state: "released", taken: null });
    expect((await decide(finding, "taken_back")).statusCode).toBe(409);
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("is taken back to the producer; a refund after it takes nothing from the affiliate again", async () => {
    const { sale, finding } = await rush("f-2");
    await world.make(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 5000 });
    const taken = await decide(finding, "taken_back");
    expect(taken.statusCode, taken.body).toBe(200);
    expect(taken.json()).toMatchObject({ state: "taken_back", amount: 1792, taken: 896 });
    await world.make(`/sales/${sale}/refunds`, { externalId: "r-2", amount: 5000 });
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
    const { body } = await world.get(`/sales/${sale}/entries`);
    const kinds = body.data.map((one: { kind: string }) => one.kind);
    expect(kinds).toEqual(["sale", "commission_held", "refund", "commission_taken_back", "refund"]);
    const sums = new Map<string, number>();
    for (const { postings } of body.data) {
      for (const { kind, party, amount } of postings) {
        const name = `${kind} ${party?.name ?? ""}`;
        sums.set(name, (sums.get(name) ?? 0) + amount);
      }
    }
    expect([...sums.keys()]).toEqual(expect.arrayContaining(["payable Dora", "reserved Dora"]));
    expect(
      [...sums.values()].every((sum) => sum === 0),
      JSON.stringify([...sums]),
    ).toBe(true);
  });
});
