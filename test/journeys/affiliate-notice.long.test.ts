// What takes from an affiliate begins after three days' notice, in a product without a programme too: a lower
// rate, fees that leave before it, another base. And whoever has only an address is told there.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

const DAY_MS = 86_400_000;

describe("Notice to affiliates", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let dora: Speaker;
  beforeAll(async () => {
    world = await openAffiliates();
    dora = await speaksFor(world, "dora", { party: world.dora });
    await tell();
  }, 120_000);
  afterAll(() => world.door.close());

  /** The mails that what happened since brought, as "to\nsubject\ntext". */
  async function tell(): Promise<string[]> {
    const { app, identity, mailing, mails } = world.door;
    const before = mails().length;
    await tellNotices(app, identity, world.ws);
    await mailNotices(app, mailing, world.ws);
    const sent = await Promise.all(
      mails()
        .slice(before)
        .map((one) => PostalMime.parse(one)),
    );
    return sent.map(({ to, subject, text }) => `${to?.[0]?.address}\n${subject}\n${text}`);
  }
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  /** What dora got of 100.00. */
  async function doraOf(externalId: string, more: object = {}): Promise<number | undefined> {
    const { body } = await world.buy(externalId, { affiliate: { code: "DORA" }, ...more });
    return (await world.earned(body.id)).Dora;
  }

  test("fees and bases that take from affiliates begin after three days, and they are told", async () => {
    const path = `/products/${world.product}/terms`;
    const carla = async (externalId: string, more: object = {}) =>
      (await world.earned((await world.sell(externalId, more)).body.id)).Carla;
    const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
    await world.make(path, { platformFee, affiliate: { base: "gross" } });
    expect(await carla("b-1")).toBe(3500);
    await tell();
    const early = await world.post(path, { platformFee, starts: inDays(1) });
    expect(early).toMatchObject({ status: 422, body: { code: "notice_needed" } });
    const later = await world.make(path, { platformFee });
    expect(Date.parse(later.starts)).toBeGreaterThan(Date.now() + 2.9 * DAY_MS);
    expect(await carla("b-2")).toBe(3500);
    expect(await carla("b-3", { at: inDays(3.4) })).toBe(3136);
    expect(await tell()).toEqual([expect.stringMatching(/rules of .*you may earn less at the same rate/s)]);
  });

  test("a lower rate without a programme holds after three days, and a mail says so; a rise at once", async () => {
    const path = `/affiliations/${world.affiliation.dora}`;
    const changed = await world.patch(path, { rate: "0.10" });
    expect(changed.body).toMatchObject({ rate: "0.2", nextRate: { rate: "0.1" } });
    // 20 % of the gross; 10 % of the net, 89.60, from the fourth day on.
    expect(await doraOf("n-1")).toBe(2000);
    expect(await doraOf("n-2", { at: inDays(3.1) })).toBe(896);
    expect(await tell()).toEqual([expect.stringMatching(/commission on.*20\s?% until .*, then 10\s?%/s)]);
    const [shown] = (await dora.get("/programs")).data;
    expect(shown).toMatchObject({
      ...{ slug: "", state: "closed", rate: "0.2", rateBy: "own", nextRate: { rate: "0.1" } },
      rules: { windowDays: 60, model: "last" },
      affiliation: { code: "DORA", state: "approved" },
    });
    // An edit of the code says the same rate again: what is announced stays.
    await world.patch(path, { rate: "0.20", code: "DORA" });
    expect((await world.get(path)).body.nextRate).toMatchObject({ rate: "0.1" });
    expect((await world.patch(path, { rate: "0.25" })).body).toMatchObject({ rate: "0.25", nextRate: null });
    expect(await doraOf("n-3")).toBe(2500);
    // Of an hour ago, told only now: what held then.
    expect(await doraOf("n-late", { at: inDays(-1 / 24) })).toBe(1792);
    expect(await doraOf("n-4", { at: inDays(3.2) })).toBe(2240);
    await tell();
    // A programme that opens now takes nothing of it.
    await world.patch(path, { rate: "0.15" });
    await tell();
    await world.make(`/products/${world.product}/program`, { rate: "0.30" });
    expect(await doraOf("n-5")).toBe(2500);
    expect(await doraOf("n-6", { at: inDays(3.3) })).toBe(1344);
  });

  test("who has an address and no account is told there; a lower rate, a suspension, nothing of others", async () => {
    const zoe = (
      await world.make("/parties", { kind: "partner", name: "Zoe", ref: "zoe", email: "zoe@example.com" })
    ).id;
    const facts = { product: world.product, party: zoe, code: "ZOE", rate: "0.30" };
    const { id } = await world.make("/affiliations", facts);
    await tell();
    await world.patch(`/affiliations/${id}`, { rate: "0.12" });
    const [cut = "", ...more] = await tell();
    expect(more).toEqual([]);
    expect(cut).toMatch(/^zoe@example.com\n.*30\s?% until .*, then 12\s?%/s);
    expect(cut).toMatch(/no access to the portal yet/);
    expect(cut).not.toMatch(/\/partner\//);
    await world.post(`/affiliations/${id}/decisions`, { decision: "suspend", reason: "Ads on our name." });
    expect(await tell()).toEqual([expect.stringMatching(/^zoe@example.com\n.*Ads on our name/s)]);
    expect(await tell()).toEqual([]);
  });

  test("who has no account reads what is written to affiliates; a cut says whom nobody can tell", async () => {
    const { product } = world;
    const add = async (name: string, email?: string) => {
      const facts = { kind: "partner", name, ref: name, ...(email ? { email } : {}) };
      const { id } = await world.make("/parties", facts);
      await world.make("/affiliations", { product, party: id, code: name, rate: "0.30" });
      return id as string;
    };
    const gil = await add("gil", "gil@example.com");
    const mia = await add("mia");
    await tell();
    const draft = await world.post(`/products/${product}/commission-rules/preview`, { rate: "0.10" });
    expect(draft.body.cut).toBeGreaterThan(draft.body.unreachable);
    const own = (party: string) =>
      world.post(`/products/${product}/commission-rules/preview`, { party, rate: "0.10" });
    expect((await own(gil)).body).toMatchObject({ cut: 1, unreachable: 0 });
    expect((await own(mia)).body).toMatchObject({ cut: 1, unreachable: 1 });
    await world.make(`/products/${product}/circulars`, {
      subject: "Spring",
      text: "New pictures.",
      to: [gil],
    });
    const told = await tell();
    expect(
      told.filter((one) => one.startsWith("gil@example.com") && one.includes("New pictures.")),
    ).toHaveLength(1);
  });

  test("a co-producer who may not also promote gets no link and no coupon that would earn nothing", async () => {
    const bia = await speaksFor(world, "bia");
    const { product } = await world.make("/products", { name: "Flute" }).then(({ id }) => ({ product: id }));
    await world.make("/destinations", { product, name: "Page", url: "https://school.example/flute" });
    const facts = { product, party: bia.party, code: "BIA", rate: "0.30" };
    const { id: affiliation } = await world.make("/affiliations", facts);
    expect((await bia.get("/link-choices")).data).toHaveLength(1);
    const terms = { product, party: bia.party, share: "0.10", mayBeAffiliate: false, ...AGREED };
    await world.make("/contracts", terms);
    expect((await bia.get("/link-choices")).data).toEqual([]);
    const barred = { status: 422, body: { code: "may_not_be_affiliate" } };
    expect(await bia.post("/links", { affiliation })).toMatchObject(barred);
    expect(await world.post("/links", { affiliation })).toMatchObject(barred);
    expect(await world.post("/coupons", { affiliation, code: "BIA10" })).toMatchObject(barred);
  });
});
