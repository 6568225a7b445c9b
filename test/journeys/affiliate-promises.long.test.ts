// What an affiliate was promised, told and given, through the public API: a rate of their own from the first
// sale on, an end that is announced, a change that nobody hears of by chance only, a code that had another
// name before.
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { mailNotices } from "../../src/flows/mail-notices.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { watchFraud } from "../../src/flows/watch-fraud.ts";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";
import { AGREED } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

const DAY_MS = 86_400_000;

describe("What affiliates are promised", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let dora: Speaker;
  beforeAll(async () => {
    world = await openAffiliates();
    dora = await speaksFor(world, "dora", { party: world.dora });
    await world.make(`/products/${world.product}/program`, { rate: "0.30" });
    await tell();
  }, 120_000);
  afterAll(() => world.door.close());

  /** The mails that what happened since brought, as "subject\ntext". */
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
    return sent.map(({ subject, text }) => `${subject}\n${text}`);
  }
  const about = (mails: readonly string[]) => mails.filter((one) => one.includes("commission on"));
  const rules = async () => {
    const { data } = (await world.get(`/products/${world.product}/commission-rules`)).body;
    return data as { id: string; party: { id: string } | null; rate: string; starts: string }[];
  };

  test("a rate of their own below everybody's holds from the first sale, and nobody calls it a cut", async () => {
    const fred = (await world.make("/parties", { kind: "partner", name: "Fred", ref: "fred" })).id;
    const speaker = await speaksFor(world, "fred2", { party: fred });
    const facts = { product: world.product, party: fred, code: "FRED", rate: "0.10" };
    expect(await world.make("/affiliations", facts)).toMatchObject({ rate: "0.1", rateBy: "party" });
    const { body } = await world.buy("f-1", { affiliate: { code: "FRED" } });
    // 10 % of 89.60.
    expect((await world.earned(body.id)).Fred).toBe(896);
    expect(about(await tell())).toEqual([]);
    expect(speaker.party).toBe(fred);
  });

  test("an end is told: of a rule that is ended, of one with days, of one that is taken back", async () => {
    const ends = new Date(Date.now() + 20 * DAY_MS).toISOString();
    const path = `/products/${world.product}/commission-rules`;
    await world.make(path, { party: world.dora, rate: "0.40", ends });
    const [risen = "", ...more] = about(await tell());
    expect(more).toEqual([]);
    expect(risen).toMatch(/20\s?% until .*, then 40\s?%/);
    expect(risen).toMatch(/From .* on\W+20\s?%/);
    const of = (await dora.person.send({ method: "GET", url: "/v1/inbox?limit=5" })).json().data[0];
    expect(of).toMatchObject({
      kind: "affiliate_rate",
      facts: { rate: "0.4", rateAfter: "0.2", until: ends },
    });
    const raised = (await rules()).find((one) => one.party?.id === world.dora && one.rate === "0.4");
    expect((await world.post(`/commission-rules/${raised?.id}/end`, {})).status).toBe(200);
    expect(about(await tell())).toEqual([expect.stringMatching(/40\s?% until .*, then 20\s?%/)]);
    await world.make(path, { party: world.dora, rate: "0.05" });
    expect(about(await tell())).toEqual([expect.stringMatching(/then 5\s?%/)]);
    const lower = (await rules()).find((one) => one.rate === "0.05");
    await world.post(`/commission-rules/${lower?.id}/end`, {});
    expect(about(await tell())).toEqual([expect.stringMatching(/stays 20\s?%.*\n.*announced 5\s?%/s)]);
  });

  test("who is suspended or handed over by a plain change is told as well", async () => {
    const eva = await speaksFor(world, "eva");
    const terms = { product: world.product, party: eva.party, share: "0.05", scope: "recruited", ...AGREED };
    await world.make("/contracts", terms);
    await tell();
    const path = `/affiliations/${world.affiliation.dora}`;
    await world.patch(path, { recruitedBy: eva.party, reason: "Eva knows choirs." });
    const moved = await tell();
    expect(
      moved.filter((one) => /eva is the manager/.test(one) && /Eva knows choirs/.test(one)),
    ).toHaveLength(2);
    await world.patch(path, { state: "suspended", reason: "Ads on our name." });
    expect((await world.get(path)).body).toMatchObject({ state: "suspended", reason: "Ads on our name." });
    expect((await tell()).filter((one) => /Ads on our name/.test(one))).toHaveLength(1);
    await world.patch(path, { state: "approved" });
  });

  test("a sale that names a former code finds the same affiliate, unless somebody has taken it", async () => {
    await world.patch(`/affiliations/${world.affiliation.dora}`, { code: "DORINHA" });
    const old = await world.buy("c-1", { affiliate: { code: "Dora" } });
    expect(await world.earned(old.body.id)).toHaveProperty("Dora");
    const gil = (await world.make("/parties", { kind: "partner", name: "Gil", ref: "gil" })).id;
    await world.make("/affiliations", { product: world.product, party: gil, code: "DORA", rate: "0.30" });
    const taken = await world.buy("c-2", { affiliate: { code: "DORA" } });
    expect(await world.earned(taken.body.id)).toHaveProperty("Gil");
    // A sale of the days when it was hers is hers, however late it is told.
    const lateAt = new Date(Date.now() - DAY_MS).toISOString();
    const told = await world.buy("c-6", { affiliate: { code: "DORA" }, at: lateAt });
    expect(await world.earned(told.body.id)).toHaveProperty("Dora");
    // Who was suspended earns by no name, also by one with a rate; who never promoted it is a stated fact.
    const of = { affiliate: { party: gil, rate: "0.30" } };
    expect(await world.earned((await world.buy("c-4", of)).body.id)).toHaveProperty("Gil");
    const { id } = (await world.get("/affiliations?code=DORA")).body.data[0];
    await world.post(`/affiliations/${id}/decisions`, { decision: "suspend", reason: "Ads." });
    expect(await world.earned((await world.buy("c-5", of)).body.id)).not.toHaveProperty("Gil");
    const never = { externalId: "c-3", product: world.product, currency: "USD", paid: 100 };
    const unknown = await world.post("/sales", { ...never, affiliate: { code: "NOBODY" } });
    expect(unknown.body.code).toBe("unknown_affiliate");
  });

  test("whose first charge was taken back earns on no later one", async () => {
    const { app } = world.door;
    const sell = async (charge: number, more: object) => {
      const subscription = { ref: "sub-taken", charge };
      return (await world.buy(`sub-${charge}`, { subscription, ...more })).body.id as string;
    };
    const first = await sell(1, { clickId: (await world.click("dora-piano", 0)).id });
    expect(await world.earned(first)).toHaveProperty("Dora");
    await watchFraud(app, world.ws);
    const [held] = (await world.get("/findings?state=held")).body.data;
    expect(JSON.stringify(held)).toContain(first);
    const decision = { state: "taken_back", reason: "Bought in two seconds.", basedOn: 1 } as const;
    const finding = parsePublicId("finding", held.id) as Uuid;
    await decideFinding(app, world.ws, finding, decision, { actor: "system", name: "Ana" });
    const second = await sell(2, {});
    expect(await world.earned(second)).not.toHaveProperty("Dora");
    expect((await world.journey(second)).body.touches).toMatchObject([
      { skipped: "taken_back", weight: "0" },
    ]);
  });

  test("the producer's own link counts direct sales, and takes nobody's credit away", async () => {
    const { product } = world;
    const link = await world.make("/links", { product, code: "own-page" });
    const click = await world.click("own-page", 1);
    const direct = await world.buy("own-1", { clickId: click.id });
    expect((await world.journey(direct.body.id)).body).toMatchObject({
      credited: [],
      touches: [{ by: "link", party: null, code: "own-page", skipped: "own_link" }],
    });
    const long = await world.click("own-page", 29);
    await world.buy("own-0", { clickId: long.id, at: new Date(Date.now() + 40 * DAY_MS).toISOString() });
    await world.click("carla-piano", 2, click.visitor);
    const credited = await world.buy("own-2", { visitorId: click.visitor });
    expect(await world.earned(credited.body.id)).toHaveProperty("Carla");
    const day = (ahead: number) => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
    const period = `from=${day(-40)}&to=${day(60)}`;
    const own = (await world.get(`/reports/link-days?${period}&link=${link.id}`)).body;
    expect(own).toMatchObject({ totals: { clicks: 2, sales: 1 }, sold: [{ currency: "USD", paid: 10_000 }] });
    const top = (await world.get(`/reports/top-links?${period}&by=party`)).body.data;
    expect(top.find((one: { party: unknown }) => one.party === null)).toMatchObject({ clicks: 2, sales: 1 });
    const all = (await world.get(`/reports/link-days?${period}&product=${product}`)).body.totals.sales;
    const sums = top.reduce((sum: number, one: { sales: number }) => sum + one.sales, 0);
    expect(all).toBe(sums);
  });
});
