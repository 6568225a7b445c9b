// What decides credit at its edges: a coupon's limit while fifty buy at once through two processes, a name
// that is told late, an affiliate's own purchase under the address of its account, a lead that is found by
// the buyer's address.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { sha256Hex } from "../../src/base/digest.ts";
import { newUuid, parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { changeAffiliation } from "../../src/flows/change-affiliation.ts";
import { forgetBuyer } from "../../src/flows/forget-buyer.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordNamedSale } from "../../src/flows/record-named-sale.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { saleClaimOf } from "../../src/server/routes/sale-claim.ts";
import { newSale } from "../../src/wire/sale.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";

const MINUTE = 60_000;
const iso = (at: number) => new Date(at).toISOString();

describe("Credit at its edges", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let n = 0;
  beforeAll(async () => {
    world = await openAffiliates();
  }, 120_000);
  afterAll(() => world.door.close());

  const earned = async (more: object) => {
    n += 1;
    return await world.earned((await world.buy(`edge-${n}`, more)).body.id);
  };
  const affiliationId = (name: "carla" | "dora") =>
    parsePublicId("affiliation", world.affiliation[name]) as Uuid;

  test("ten of fifty sales at once count a coupon of ten uses, through one desk and through two", async () => {
    for (const [code, desks] of [
      ["ONEDESK", 1],
      ["TWODESKS", 2],
    ] as const) {
      await world.make("/coupons", { affiliation: world.affiliation.dora, code, mostUses: 10 });
      const { app } = world.door;
      const other = { ...app, posting: openPosting(app.db, app.ids) };
      const sold = newSale.parse({ product: world.product, currency: "USD", paid: 10_000, coupon: code });
      const posted = await Promise.all(
        Array.from({ length: 50 }, (_, i) => {
          const claim = saleClaimOf(sold, `${code}-${i}`, Date.now());
          return recordNamedSale(i % desks === 0 ? app : other, world.ws, claim, "system");
        }),
      );
      const journeys = await Promise.all(posted.map(({ id }) => world.journey(publicId("sale", id))));
      const reasons = journeys.map(({ body }) => body.touches[0].skipped);
      expect(reasons.filter((one) => one === null)).toHaveLength(10);
      expect(reasons.filter((one) => one === "coupon_used_up")).toHaveLength(40);
      const [coupon] = (await world.get(`/coupons?code=${code}`)).body.data;
      expect(coupon.uses).toBe(10);
      const again = saleClaimOf(sold, `${code}-0`, Date.now());
      expect((await recordNamedSale(app, world.ws, again, "system")).created).toBe(false);
    }
    expect((await verifyBooks(world.door.app, world.ws)).disagreements).toEqual([]);
  });

  test("who is named by a code earns as it stood when the sale was made, for who had recruited it then", async () => {
    const { app } = world.door;
    const at = Date.now();
    const later = (minutes: number) => ({
      ...app,
      ids: { ...app.ids, now: () => at + minutes * MINUTE },
    });
    const dora = affiliationId("dora");
    const davi = await world.make("/parties", { kind: "partner", name: "Davi", ref: "davi-edge" });
    const manages = { product: world.product, party: davi.id, share: "0.05", scope: "recruited", ...AGREED };
    await world.make("/contracts", manages);
    await changeAffiliation(later(10), world.ws, dora, { state: "suspended", reason: "Ads" }, "system");
    await changeAffiliation(later(20), world.ws, dora, { state: "approved" }, "system");
    await changeAffiliation(
      later(30),
      world.ws,
      dora,
      { recruitedBy: parsePublicId("party", davi.id) as Uuid },
      "system",
    );
    const sell = async (minutes: number, more: object) => {
      n += 1;
      const facts = {
        product: world.product,
        currency: "USD",
        paid: 10_000,
        at: iso(at + minutes * MINUTE),
        ...more,
      };
      const claim = saleClaimOf(newSale.parse(facts), `named-${n}`, Date.now());
      const { id } = await recordNamedSale(later(60), world.ws, claim, "system");
      const [row] = await inWorkspace(app.db, world.ws, (tx) =>
        tx.selectFrom("sale").select("recruited_by").where("id", "=", id).execute(),
      );
      return { recruiter: row?.recruited_by, earned: await world.earned(publicId("sale", id)) };
    };
    const code = { affiliate: { code: "DORA" } };
    expect((await sell(5, code)).earned).toHaveProperty("Dora");
    expect((await sell(15, code)).earned).not.toHaveProperty("Dora");
    expect((await sell(25, code)).recruiter).toBeNull();
    expect((await sell(35, code)).recruiter).toBe(parsePublicId("party", davi.id));
    const both = {
      affiliates: [
        { code: "CARLA", weight: "0.5" },
        { code: "DORA", weight: "0.5" },
      ],
    };
    expect((await sell(15, both)).earned).not.toHaveProperty("Dora");
    expect((await sell(25, both)).earned).toHaveProperty("Dora");
  });

  test("an affiliate who buys under an address of an account of hers earns nothing", async () => {
    const carla = (await world.get("/affiliations?code=CARLA")).body.data[0].party.id as string;
    const { body } = await world.get("/workspace");
    const link = {
      account: newUuid(world.door.app.ids),
      workspace: parsePublicId("ws", body.id) as Uuid,
      ws: world.ws,
      party: parsePublicId("party", carla) as Uuid,
      mayAccept: true,
      email: "Carla.Private@gmail.com",
      at: Date.now(),
    };
    await inWorkspace(world.door.db, null, (tx) => linkAccount(tx, link));
    const { id: clickId } = await world.click("carla-piano", 1);
    expect(await earned({ clickId, buyer: { email: "carlaprivate+1@googlemail.com" } })).not.toHaveProperty(
      "Carla",
    );
    expect(await earned({ clickId, buyer: { email: "somebody@example.com" } })).toHaveProperty("Carla");
  });

  test("an account that changes its address is known by the new one and by the old one", async () => {
    const { door, ws } = world;
    const { body } = await world.get("/workspace");
    const workspace = parsePublicId("ws", body.id) as Uuid;
    const party = parsePublicId("party", world.dora) as Uuid;
    const account = await door.identity.createAccount({ email: "d0@example.com", name: "D", verified: true });
    const rename = async (to: string) => {
      const token = await door.identity.own.makeEmailToken(account, to);
      expect(await door.identity.own.redeemEmailToken(token)).toMatchObject({ to });
    };
    const { id: clickId } = await world.click("dora-piano", 1);
    const ownPurchase = async (buyer: string) =>
      !("Dora" in (await earned({ clickId, buyer: { email: buyer } })));
    // Before the account spoke for anybody: that address is hers as well.
    await rename("d1@example.com");
    const link = { account, workspace, ws, party, mayAccept: true, email: "d1@example.com", at: Date.now() };
    await inWorkspace(door.db, null, (tx) => linkAccount(tx, link));
    await rename("Dora.Two@gmail.com");
    const known = ["d0@example.com", "d1@example.com", "doratwo+shop@googlemail.com"];
    for (const email of known) expect(await ownPurchase(email), email).toBe(true);
    expect(await ownPurchase("dora.three@gmail.com")).toBe(false);
    // The lead says whose purchase it is where the sale does not: told as an address or as a digest of it.
    const marks = { product: world.product, clickId };
    await world.make("/leads", { ...marks, externalId: "own", email: "d1@example.com" });
    await world.make("/leads", { ...marks, externalId: "hash", emailHash: sha256Hex("dora.two@gmail.com") });
    await world.make("/leads", { ...marks, externalId: "other", email: "somebody@example.com" });
    expect(await earned({ lead: "own" })).not.toHaveProperty("Dora");
    expect(await earned({ lead: "hash" })).not.toHaveProperty("Dora");
    expect(await earned({ lead: "other" })).toHaveProperty("Dora");
  });

  test("a lead is found by its buyer's address, told as it is or as a digest, and only for later sales", async () => {
    const email = "Lead.Person+x@Example.com";
    const buy = () => earned({ buyer: { email: "lead.person@example.com" } });
    expect(await buy()).not.toHaveProperty("Carla");
    const { id: clickId } = await world.click("carla-piano", 2);
    await world.make("/leads", { product: world.product, externalId: "by-mail", clickId, email });
    expect(await buy()).toHaveProperty("Carla");
    const before = { at: iso(Date.now() - MINUTE), buyer: { email: "lead.person@example.com" } };
    expect(await earned(before)).not.toHaveProperty("Carla");
    const { id: second } = await world.click("carla-piano", 2);
    const emailHash = sha256Hex("other@example.com");
    await world.make("/leads", { product: world.product, externalId: "by-hash", clickId: second, emailHash });
    expect(await earned({ buyer: { email: "Other@example.com" } })).toHaveProperty("Carla");
    const { body: last } = await world.buy("to-forget", { buyer: { email: "lead.person@example.com" } });
    await forgetBuyer(world.door.app, world.ws, parsePublicId("sale", last.id) as Uuid, "system");
    expect(await buy()).not.toHaveProperty("Carla");
    const both = { product: world.product, externalId: "both", clickId, email, emailHash };
    expect((await world.post("/leads", both)).status).toBe(400);
  });
});
