// A burst is held whole, also the sales that looked harmless alone, and a payout run looks before it pays.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { changeFraudSettings, decideFinding } from "../../src/flows/decide-finding.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("What breaks a rule together", { timeout: 120_000 }, () => {
  let world: Affiliates;
  beforeAll(async () => {
    world = await openAffiliates();
    await watchFraud(world.door.app, world.ws);
  }, 120_000);
  afterAll(() => world.door.close());

  const sell = async (externalId: string, fingerprint: string) => {
    const more = { affiliate: { code: "DORA" }, buyer: { fingerprint } };
    return (await world.buy(externalId, more)).body.id as string;
  };
  const held = async (): Promise<Map<string, string[]>> => {
    const { data } = (await world.get("/findings?state=held&limit=50")).body;
    return new Map(
      data.map(
        (one: { sale: string; evidence: { rule: string }[] }) =>
          [one.sale, one.evidence.map((e) => e.rule)] as const,
      ),
    );
  };
  const look = () => watchFraud(world.door.app, world.ws);

  /** What the evidence of the finding about a sale counts. */
  const countedBy = async (sale: string) => {
    const { data } = (await world.get(`/findings?sale=${sale}`)).body;
    return (await world.get(`/findings/${data[0].id}/counted`)).body.data;
  };

  test("the third of one card holds the two before it; one that a person released stays released", async () => {
    const first = await sell("t-1", "card-a");
    const second = await sell("t-2", "card-a");
    await look();
    expect(await held()).toEqual(new Map());
    const third = await sell("t-3", "card-a");
    expect(await look()).toBe(3);
    const found = await held();
    expect([...found.keys()].sort()).toEqual([first, second, third].sort());
    expect([...found.values()]).toEqual([["deviceBurst"], ["deviceBurst"], ["deviceBurst"]]);
    // Also that of the first leads to all three.
    for (const sale of [first, third]) {
      const [{ rule, sales }] = await countedBy(sale);
      expect([rule, sales.map((one: { id: string }) => one.id).sort()]).toEqual([
        "deviceBurst",
        [first, second, third].sort(),
      ]);
    }
    const { data } = (await world.get("/findings?state=held")).body;
    const of = data.find((one: { sale: string }) => one.sale === first);
    const id = parsePublicId("finding", of.id) as Uuid;
    const by = { actor: "system", name: "Ana" };
    await decideFinding(
      world.door.app,
      world.ws,
      id,
      { state: "released", reason: "Her mother.", basedOn: of.version },
      by,
    );
    await sell("t-4", "card-a");
    expect(await look()).toBe(1);
    expect([...(await held()).keys()]).not.toContain(first);
  });

  test("a flood of clicks that is found later holds the sale that one of them led to before", async () => {
    const ago = (minutes: number) => minutes / 1440;
    const first = await world.click("dora-piano", ago(50));
    const early = (await world.buy("f-1", { clickId: first.id })).body.id as string;
    await look();
    expect([...(await held()).keys()]).not.toContain(early);
    for (let i = 0; i < 30; i++) await world.click("dora-piano", ago(40 - i / 2), first.visitor);
    const last = await world.click("dora-piano", ago(20), first.visitor);
    const late = (await world.buy("f-2", { clickId: last.id })).body.id as string;
    await look();
    expect((await held()).get(late)).toEqual(["clickFlood"]);
    expect((await held()).get(early)).toEqual(["clickFlood"]);
    const [counted] = await countedBy(early);
    expect(counted).toMatchObject({ rule: "clickFlood", sales: [] });
    expect(counted.clicks).toHaveLength(32);
    expect(counted.clicks[0]).toMatchObject({ id: last.id, code: "dora-piano" });
  });

  test("refunds, one buyer and one provider of mail lead to the sales they count", async () => {
    const { app } = world.door;
    await changeFraudSettings(app, world.ws, { refundRate: { on: true, rate: 10_000, days: 1 } }, "system");
    const named = async (externalId: string, buyer: object) =>
      (await world.buy(externalId, { affiliate: { code: "DORA" }, buyer })).body.id as string;
    const back = await named("e-1", { email: "ben@example.com" });
    await world.make(`/sales/${back}/refunds`, { externalId: "e-r1", amount: 9000 });
    const thrown = await named("e-2", { email: "Eve@mailinator.com" });
    const again = await named("e-3", { email: "fay@mailinator.com" });
    const own = await named("e-4", { email: "Dora+shop@example.com" });
    await named("e-5", { email: "gil@example.com" });
    await look();
    const ids = (rows: Parsed[], rule: string) =>
      rows.find((one) => one.rule === rule).sales.map((one: { id: string }) => one.id);
    expect(ids(await countedBy(thrown), "refundRate")).toEqual([back]);
    expect(ids(await countedBy(thrown), "throwawayMail")).toEqual([thrown]);
    expect(ids(await countedBy(again), "throwawayMail")).toEqual([again, thrown]);
    expect(ids(await countedBy(own), "ownPurchase")).toEqual([own]);
    await changeFraudSettings(app, world.ws, { refundRate: { on: false, rate: 10_000, days: 1 } }, "system");
  });

  test("a payout run looks at what came in since", async () => {
    const before = (await held()).size;
    const click = await world.click("dora-piano", 0);
    const { body } = await world.buy("p-1", { clickId: click.id });
    const run = await world.post("/payout-runs", { rates: [] });
    expect(run).toMatchObject({ status: 409, body: { code: "nothing_to_pay" } });
    expect((await held()).size).toBe(before + 1);
    expect((await held()).get(body.id)).toEqual(["tooFast"]);
    const fast = { rule: "tooFast", clicks: [{ id: click.id, code: "dora-piano" }] };
    expect(await countedBy(body.id)).toMatchObject([fast]);
  });
});
