// A sale that was credited to the wrong affiliate is put right: each party has to the cent what the split
// would have given, also after refunds and with a recruiter; two persons, one commit; later charges go to the
// right one; the frozen journey stays and the correction is told beside it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { followCorrections } from "../../src/flows/follow-corrections.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("A correction of who is credited", () => {
  let world: Affiliates;
  let ana: TestPerson;
  let fay: TestPerson;

  const as = async (who: TestPerson, path: string, payload: object = {}) => {
    const url = `/v1/workspaces/${world.workspace}${path}`;
    const answer = await who.send({ method: "POST", url, payload });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };
  const toCarla = () => ({ credited: [{ party: world.party.carla }], reason: "It was Carla's link." });
  const propose = (sale: string, more: object = {}) =>
    as(ana, `/sales/${sale}/credit-corrections`, { ...toCarla(), ...more });
  const approve = (who: TestPerson, id: string) => as(who, `/credit-corrections/${id}/approve`);
  /** Party name → what it is owed in all. */
  const balances = async () => {
    const { body } = await world.get("/balances");
    const sums: Record<string, number> = {};
    for (const { party, payable = 0, available, pending } of body.data as Parsed[]) {
      sums[party?.name ?? ""] = (sums[party?.name ?? ""] ?? 0) + (payable || available + pending);
    }
    return sums;
  };
  const wrong = async () => (await verifyBooks(world.door.app, world.ws)).disagreements;
  const moved = async (act: () => Promise<unknown>) => {
    const before = await balances();
    await act();
    const after = await balances();
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return Object.fromEntries(
      [...names].map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]).filter(([, by]) => by !== 0),
    );
  };

  beforeAll(async () => {
    world = await openAffiliates();
    const where = { ws: world.ws, id: parsePublicId("ws", world.workspace) as Uuid };
    ana = await world.door.person("owner", where);
    fay = await world.door.person("finance", where);
    const agreed = { product: world.product, starts: "2020-01-01T00:00:00Z", ...AGREED };
    await world.make("/contracts", { ...agreed, party: world.party.davi, share: "0.05", scope: "recruited" });
    const rules = { rate: "0.20", renewals: { kind: "all" } };
    const made = await world.post(`/products/${world.product}/program`, rules);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
  });
  afterAll(() => world.door.close());

  test("gives to the cent what the split would have, also of what was refunded before", async () => {
    const refund = async (sale: string, key: string) => {
      await world.make(`/sales/${sale}/refunds`, { externalId: `${key}-1`, amount: 3333 });
      await world.make(`/sales/${sale}/refunds`, {
        externalId: `${key}-2`,
        amount: 1234,
        feesReturned: "none",
      });
    };
    const right = await moved(async () => {
      const click = await world.click("carla-piano", 2);
      const { body } = await world.buy("right", { clickId: click.id, paid: 9999 });
      await refund(body.id, "right");
    });
    expect(Object.keys(right)).toEqual(expect.arrayContaining(["Carla", "Bruno", "Davi", "Piano School"]));
    const put = await moved(async () => {
      const click = await world.click("dora-piano", 2);
      const { body: sale } = await world.buy("wrong", { clickId: click.id, paid: 9999 });
      await refund(sale.id, "wrong");
      const before = await as(ana, `/sales/${sale.id}/credit-corrections/preview`, {
        credited: toCarla().credited,
      });
      expect(before.body).toMatchObject({
        charges: 1,
        isAsOfToday: false,
        was: [{ party: { name: "Dora" } }],
      });
      const { status, body } = await propose(sale.id);
      expect(status, JSON.stringify(body)).toBe(201);
      expect(body.parts).toEqual(before.body.parts);
      expect(body.producer).toEqual(before.body.producer);
      expect((await approve(ana, body.id)).body.code).toBe("four_eyes");
      const all = await Promise.all(Array.from({ length: 5 }, () => approve(fay, body.id)));
      expect(all.filter((one) => one.status === 200)).toHaveLength(1);
      expect((await propose(sale.id)).body.code).toBe("credited_already");
    });
    expect(put).toEqual(right);
    expect(await wrong()).toEqual([]);
  });

  test("what is taken back after it moves by itself, as if it had been right from the start", async () => {
    const sell = async (code: string, key: string) => {
      const click = await world.click(code, 2);
      return (await world.buy(key, { clickId: click.id, paid: 9999 })).body.id as string;
    };
    const takeBack = async (sale: string, key: string) => {
      await world.make(`/sales/${sale}/refunds`, { externalId: `${key}-1`, amount: 2345 });
      const lost = await world.make(`/sales/${sale}/disputes`, { externalId: `${key}-d`, amount: 1111 });
      expect(await followCorrections(world.door.app, world.ws)).toBe(0);
      await world.post(`/disputes/${lost.id}/close`, { outcome: "lost", fee: 150 });
    };
    const right = await moved(async () => await takeBack(await sell("carla-piano", "after-r"), "after-r"));
    const put = await moved(async () => {
      const sale = await sell("dora-piano", "after-w");
      const { body } = await propose(sale);
      expect((await approve(fay, body.id)).body.state).toBe("posted");
      await takeBack(sale, "after-w");
      const both = [followCorrections(world.door.app, world.ws), followCorrections(world.door.app, world.ws)];
      expect((await Promise.all(both)).some((followed) => followed === 1)).toBe(true);
      expect(await followCorrections(world.door.app, world.ws)).toBe(0);
      expect((await world.journey(sale)).body.corrections).toHaveLength(1);
    });
    // What platforms took stays as it was split, rounding included: the producer bears that cent.
    const { Market: fee = 0, "Piano School": rest = 0, ...partners } = put;
    const { Market: feeRight = 0, "Piano School": restRight = 0, ...partnersRight } = right;
    expect(partners).toEqual(partnersRight);
    expect(fee + rest).toBe(feeRight + restRight);
    expect(Math.abs(fee - feeRight)).toBeLessThanOrEqual(1);
    expect(await wrong()).toEqual([]);
  });

  test("later charges of the subscription, told before or after it, go to the right one", async () => {
    const charge = async (n: number, more: object = {}) =>
      (await world.buy(`sub-${n}`, { subscription: { ref: "sub-1", charge: n }, ...more })).body.id as string;
    const click = await world.click("dora-piano", 12);
    const first = await charge(1, { clickId: click.id });
    const second = await charge(2);
    expect(await world.earned(second)).toMatchObject({ Dora: 1792 });
    const { body } = await propose(first);
    expect(body).toMatchObject({ charges: 2 });
    expect(body.parts.find((one: Parsed) => one.party.name === "Carla").amount).toBe(2 * 3136);
    expect(await world.earned(await charge(3))).toMatchObject({ Dora: 1792 });
    // The third came meanwhile: what was proposed is not whole any more.
    expect((await approve(fay, body.id)).body.code).toBe("correction_outdated");
    expect((await as(fay, `/credit-corrections/${body.id}/decline`)).body.state).toBe("declined");
    const again = await propose(first);
    expect((await approve(fay, again.body.id)).body).toMatchObject({ state: "posted", charges: 3 });
    const fourth = await charge(4);
    expect(await world.earned(fourth)).toMatchObject({ Carla: 3136 });
    expect(await world.earned(fourth)).not.toHaveProperty("Dora");
    const taken = await moved(async () => {
      await world.make(`/sales/${second}/refunds`, { externalId: "sub-back", amount: 10000 });
      expect(await followCorrections(world.door.app, world.ws)).toBe(1);
    });
    expect(taken).toMatchObject({ Carla: -3136 });
    expect(taken).not.toHaveProperty("Dora");
    expect(await world.earned(await charge(5))).toMatchObject({ Carla: 3136 });
    const { body: journey } = await world.journey(first);
    expect(journey.credited).toMatchObject([{ party: { name: "Dora" } }]);
    expect(journey.corrections).toMatchObject([{ credited: [{ party: { name: "Carla" }, weight: "1" }] }]);
    expect(await wrong()).toEqual([]);
  });

  test("declining one of its adjustments declines all of it; nothing is moved", async () => {
    const { body: sale } = await world.buy("d-1", { affiliate: { code: "DORA" } });
    const bruno = { credited: [{ party: world.party.bruno }] };
    expect((await propose(sale.id, bruno)).body.code).toBe("no_affiliate");
    const nothing = await moved(async () => {
      const { body } = await propose(sale.id, { credited: [] });
      expect((await propose(sale.id)).body.code).toBe("correction_waits");
      const { body: list } = await world.get("/adjustments?state=proposed");
      expect(list.data.map((one: Parsed) => one.correction)).toContain(body.id);
      expect((await as(fay, `/adjustments/${list.data[0].id}/decline`)).status).toBe(200);
      expect((await world.get(`/credit-corrections/${body.id}`)).body.state).toBe("declined");
      expect((await approve(fay, body.id)).body.code).toBe("correction_declined");
    });
    expect(nothing).toEqual({});
    const half = [
      { party: world.party.carla, weight: "0.5" },
      { party: world.dora, weight: "0.5" },
    ];
    const shared = await propose(sale.id, { credited: half });
    expect(shared.body.parts).toContainEqual(
      expect.objectContaining({ party: expect.objectContaining({ name: "Carla" }), amount: 1568 }),
    );
  });

  test("what is held is decided first, and is not held once it is another's", async () => {
    const click = await world.click("dora-piano", 0);
    const { body: sale } = await world.buy("h-1", { clickId: click.id });
    const { body } = await propose(sale.id);
    expect((await approve(fay, body.id)).body.state).toBe("posted");
    await watchFraud(world.door.app, world.ws);
    expect((await world.get(`/findings?sale=${sale.id}`)).body.data).toEqual([]);
    const other = await world.click("dora-piano", 0);
    const { body: held } = await world.buy("h-2", { clickId: other.id });
    await watchFraud(world.door.app, world.ws);
    expect((await propose(held.id)).body.code).toBe("commission_is_held");
    expect(await wrong()).toEqual([]);
  });
});
