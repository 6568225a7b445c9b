// A programme from its opening to the first affiliate's rate, through the public API: what the public page
// promises is what is kept, a cut waits three days, a rise does not. The long life is in
// programs.long.test.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPair, type Pair } from "./open-pair.ts";
import type { TestPerson } from "./test-door.ts";

const DAY = 86_400_000;
let pair: Pair;
let carla: TestPerson;

beforeAll(async () => {
  pair = await openPair();
  carla = await pair.shop.door.person(null);
});

afterAll(() => pair.shop.door.close());

test("a programme is opened, its page shown to anybody, and applied for; what it says of the rate is kept", async () => {
  const { product } = pair;
  const wish = { rate: "0.30", windowDays: 60, renewals: { kind: "months", count: 12 }, terms: "No spam." };
  const opened = await pair.asAna("POST", `/products/${product}/program`, wish);
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  expect(opened.body).toMatchObject({
    state: "open",
    access: "request",
    slug: "piano",
    rate: "0.3",
    next: null,
  });

  const page = await pair.as(null, "GET", "/program-page?slug=piano");
  expect(page.status).toBe(200);
  expect(page.body).toMatchObject({ product: "Piano", business: "Piano School", rate: "0.3", base: "net" });
  expect((await pair.as(null, "GET", "/program-page?slug=piano%22.")).body).toEqual(page.body);
  expect((await pair.as(null, "GET", "/program-page?slug=pian")).status).toBe(404);
  expect(page.body.offers[0]).toMatchObject({ price: 10_000, example: { base: 10_000, commission: 3_000 } });
  expect(JSON.stringify(page.body)).not.toMatch(/party_|account_|@/);

  const early = await pair.as(carla, "POST", "/program-applications", { slug: "piano", terms: null });
  expect(early.body.code).toBe("terms_changed");
  const asked = await pair.as(carla, "POST", "/program-applications", {
    slug: "piano",
    terms: 1,
    code: "CARLA",
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  expect(asked.body).toMatchObject({ state: "requested", code: "CARLA" });
  expect((await pair.as(carla, "POST", "/program-applications", { slug: "piano", terms: 1 })).status).toBe(
    409,
  );

  // Nobody earns who is not approved: a sale under the code is a direct sale.
  const direct = await pair.sell({ affiliate: { code: "CARLA" } });
  expect(pair.part(direct, asked.body.party)).toBe(0);
  const decide = (decision: string, reason = "") =>
    pair.asAna("POST", `/affiliations/${asked.body.affiliation}/decisions`, { decision, reason });
  expect((await decide("approve")).body).toMatchObject({ state: "approved", rate: "0.3", rateBy: "all" });
  const earned = await pair.sell({ affiliate: { code: "CARLA" } });
  expect(pair.part(earned, asked.body.party)).toBe(3_000);
  expect((await decide("suspend")).body.code).toBe("reason_needed");
  expect((await decide("suspend", "Ads on our own name.")).body.state).toBe("suspended");
  const after = await pair.sell({ affiliate: { code: "CARLA" } });
  expect(pair.part(after, asked.body.party)).toBe(0);
  expect((await decide("resume")).body.state).toBe("approved");
});

test("a rise holds at once, a cut after three days, and the screen can say which rule applies and why", async () => {
  const { product } = pair;
  const affiliation = (await pair.asAna("GET", `/affiliations?product=${product}`)).body.data[0];
  const party = affiliation.party.id;
  const rules = `/products/${product}/commission-rules`;
  const rise = await pair.asAna("POST", rules, { party, rate: "0.40" });
  expect(rise.body).toMatchObject({ state: "in_force", by: "party" });
  const applied = await pair.asAna("GET", `/products/${product}/commission?party=${party}`);
  expect(applied.body).toMatchObject({ rate: "0.4", by: "party", beaten: [{ by: "all", rate: "0.3" }] });

  const earned = async (offer?: string) =>
    pair.part(await pair.sell({ affiliate: { code: "CARLA" }, ...(offer ? { offer } : {}) }), party);
  expect(await earned()).toBe(4_000);
  const draft = await pair.asAna("POST", `${rules}/preview`, { party, rate: "0.25" });
  expect(draft.body).toMatchObject({ concerned: 1, cut: 1, above: [] });
  const soon = new Date(Date.now() + DAY).toISOString();
  expect((await pair.asAna("POST", rules, { party, rate: "0.25", starts: soon })).body.code).toBe(
    "notice_needed",
  );
  const cut = await pair.asAna("POST", rules, { party, rate: "0.25" });
  expect(cut.body.state).toBe("announced");
  const rate = async () => (await pair.asAna("GET", `/affiliations/${affiliation.id}`)).body.rate;
  expect(await rate()).toBe("0.4");
  pair.skip(3 * DAY - 60_000);
  expect(await rate()).toBe("0.4");
  pair.skip(120_000);
  expect(await rate()).toBe("0.25");
  expect(await earned()).toBe(2_500);
});
