// Contracts through the door: recorded, amended, ended as already agreed; the cap holds also when two arrive
// at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

describe("Contracts", () => {
  let shop: Shop;
  let product: string;
  let bruno: string;
  let carla: string;

  beforeAll(async () => {
    shop = await openShop();
    bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
    carla = (await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" })).id;
  });
  afterAll(() => shop.door.close());
  beforeEach(async () => {
    product = (await shop.make("/products", { name: "Piano in 30 days" })).id;
  });

  const july = "2030-07-01T00:00:00.000Z";
  const terms = (more: object) => ({ product, party: bruno, share: "0.10", ...AGREED, ...more });

  test("one is recorded with its evidence and read with its version", async () => {
    const made = await shop.make("/contracts", terms({ party: { ref: "bruno" }, starts: july }));
    expect(made).toMatchObject({
      product: { id: product, name: "Piano in 30 days" },
      party: { id: bruno, name: "Bruno" },
      state: "active",
      position: 1,
      current: null,
      versions: [
        {
          version: 1,
          starts: july,
          ends: null,
          share: "0.1",
          base: "after_affiliate",
          scope: "all",
          ...AGREED,
        },
      ],
    });
    const now = await shop.make("/contracts", terms({ party: carla }));
    expect(now).toMatchObject({ position: 2, current: { version: 1, share: "0.1" } });
    const list = await shop.get(`/contracts?product=${product}&limit=1`);
    expect(list.body.data.map((one: { id: string }) => one.id)).toEqual([now.id]);
    const rest = await shop.get(`/contracts?product=${product}&limit=1&cursor=${list.body.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ id: made.id }], nextCursor: null });
  });

  test("tiers and caps are read by the engine, which says what is wrong and where", async () => {
    const tiers = (list: object[]) => ({ kind: "tiers", measure: "net", period: "month", tiers: list });
    const good = [{ upTo: 100000, share: "0.10" }, { share: "0.20" }];
    const made = await shop.make("/contracts", {
      ...terms({ starts: july, clauses: [tiers(good), { kind: "cap", earned: 500000 }] }),
      share: undefined,
    });
    expect(made.versions[0]).toMatchObject({
      share: null,
      clauses: [
        tiers(good.map((one) => ({ ...one, share: one.share.replace(/0$/, "") }))),
        { earned: 500000 },
      ],
    });
    const open = await shop.post("/contracts", {
      ...terms({ starts: july }),
      clauses: [tiers(good.slice(0, 1))],
    });
    expect(open).toMatchObject({ status: 422, body: { code: "invalid_terms" } });
    expect(open.body.errors[0].path).toMatch(/^clauses\[0\]\.tiers/);
    const empty = await shop.post("/contracts", { ...terms({ starts: july }), share: undefined });
    expect(empty.body).toMatchObject({ code: "invalid_terms", errors: [{ path: "share", code: "missing" }] });
  });

  test("two of 40 % at once: one is recorded, the other would break the cap", async () => {
    for (let round = 0; round < 5; round++) {
      product = (await shop.make("/products", { name: `Round ${round}` })).id;
      const both = await Promise.all([
        shop.post("/contracts", terms({ share: "0.40", starts: july })),
        shop.post("/contracts", terms({ party: carla, share: "0.40", starts: july })),
      ]);
      expect(both.map((one) => one.status).sort()).toEqual([201, 422]);
      const refused = both.find((one) => one.status === 422);
      expect(refused?.body).toMatchObject({ code: "cap_exceeded", facts: { at: july, kind: "direct" } });
    }
  });

  test("what could never meet on one sale does not share the cap", async () => {
    await shop.make("/contracts", terms({ share: "0.50", scope: "direct", starts: july }));
    await shop.make("/contracts", terms({ party: carla, share: "0.50", scope: "affiliate", starts: july }));
    const recruited = terms({ share: "0.21", scope: "recruited", starts: july });
    expect((await shop.post("/contracts", recruited)).body).toMatchObject({ code: "cap_exceeded" });
  });

  test("an amendment replaces the terms from its start on; an end is final", async () => {
    const { id } = await shop.make("/contracts", terms({}));
    const version = { share: "0.15", ...AGREED, starts: july };
    const amended = await shop.make(`/contracts/${id}/versions`, version);
    expect(amended).toMatchObject({
      current: { version: 1 },
      versions: [{ version: 1 }, { version: 2, share: "0.15" }],
    });
    const ends = "2030-09-01T00:00:00.000Z";
    const ended = await shop.post(`/contracts/${id}/end`, { ends, evidence: "E-mail of Bruno" });
    expect(ended).toMatchObject({ status: 200, body: { state: "active" } });
    expect(ended.body.versions[2]).toMatchObject({ version: 3, starts: july, ends, share: "0.15" });
    expect((await shop.post(`/contracts/${id}/end`, { evidence: "Both" })).body).toMatchObject({
      state: "ended",
      current: null,
    });
    expect(await shop.post(`/contracts/${id}/versions`, version)).toMatchObject({
      body: { code: "contract_ended" },
    });
    expect((await shop.get(`/contracts?product=${product}&state=ended`)).body.data).toHaveLength(1);
    expect((await shop.get(`/contracts?product=${product}&state=active`)).body.data).toHaveLength(0);
  });

  test("only a partner of this workspace and a product of it may stand in one", async () => {
    const producer = await shop.post("/contracts", terms({ party: shop.producer }));
    expect(producer.body).toMatchObject({ status: 422, code: "not_a_partner", errors: [{ path: "party" }] });
    const nobody = await shop.post("/contracts", terms({ party: { ref: "nobody" } }));
    expect(nobody.body).toMatchObject({ status: 422, code: "unknown_party" });
    const other = await openShop(shop.door);
    const theirs = await other.make("/products", { name: "Theirs" });
    expect((await shop.post("/contracts", terms({ product: theirs.id }))).body).toMatchObject({
      code: "unknown_product",
    });
    const twice = terms({ externalId: "agreement-1", starts: july });
    await shop.make("/contracts", twice);
    expect((await shop.post("/contracts", twice)).body).toMatchObject({
      status: 409,
      code: "external_id_taken",
    });
  });
});
