// What stands around programmes as files: rules, coupons, clicks, journeys, leads, invitations, and who is an
// affiliate at which rate today. Read back as a spreadsheet would.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Affiliates, openAffiliates } from "./open-affiliates.ts";

describe("Files of programmes", { timeout: 120_000 }, () => {
  let world: Affiliates;
  let sale: string;
  const file = async (path: string): Promise<Record<string, string>[]> => {
    const answer = await world.door.server.inject({
      url: `/v1/${path}`,
      headers: { authorization: `Bearer ${await world.door.key(undefined, world.ws)}` },
    });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    return parse(answer.body, { columns: true });
  };

  beforeAll(async () => {
    world = await openAffiliates();
    const { product } = world;
    await world.make(`/products/${product}/program`, { rate: "0.30", terms: "No spam." });
    const rise = { party: world.dora, rate: "0.40" };
    await world.make(`/products/${product}/commission-rules`, rise);
    const coupon = { affiliation: world.affiliation.dora, code: "DORA10" };
    await world.make("/coupons", { ...coupon, discount: { kind: "percent", rate: "0.10" } });
    await world.make(`/products/${product}/affiliate-invitations`, {
      email: "new@example.com",
      rate: "0.25",
    });
    const first = await world.click("carla-piano", 2);
    const click = await world.click("dora-piano", 1, first.visitor);
    sale = (await world.buy("with-click", { clickId: click.id })).body.id;
  }, 120_000);
  afterAll(() => world.door.close());

  test("affiliations say the rate that applies", async () => {
    const rows = await file("affiliations.csv");
    expect(rows.find((row) => row.Code === "DORA")).toMatchObject({
      ...{ Rate: "0.4", "Rate set for": "party", State: "approved", "Terms accepted": "" },
    });
  });

  test("a rule that another stands before says so", async () => {
    const { data } = (await world.get(`/products/${world.product}/commission-rules`)).body;
    const ofDora = data.filter((one: { party: { name: string } | null }) => one.party?.name === "Dora");
    const told = ofDora.map((one: { rate: string; behind: object | null }) => [one.rate, one.behind]);
    expect(told).toEqual([
      ["0.4", null],
      ["0.2", { rate: "0.4", ends: null }],
    ]);
    const all = data.filter((one: { party: object | null }) => one.party === null);
    expect(all.map((one: { behind: object | null }) => one.behind)).toEqual([null]);
  });

  test("rules, coupons, invitations", async () => {
    const rules = await file("commission-rules.csv");
    expect(rules.map((row) => [row.Affiliate, row.Rate])).toContainEqual(["Dora", "0.4"]);
    const [coupon] = await file("coupons.csv");
    expect(coupon).toMatchObject({
      Code: "DORA10",
      Affiliate: "Dora",
      Discount: "percent",
      Value: "0.1",
      Uses: "0",
    });
    const [invited] = await file("affiliate-invitations.csv");
    expect(invited).toMatchObject({ "E-mail": "new@example.com", Rate: "0.25", State: "open" });
    const { data } = (await world.get("/coupons?q=dor")).body;
    expect(data.map((one: { code: string }) => one.code)).toEqual(["DORA10"]);
    expect((await world.get("/coupons?q=carla")).body.data).toEqual([]);
  });

  test("single clicks, journeys, leads, of some days", async () => {
    expect((await file("clicks.csv")).map((row) => row.Code).sort()).toEqual(["carla-piano", "dora-piano"]);
    expect(await file("clicks.csv?to=2020-01-01")).toEqual([]);
    const rows = (await file("journeys.csv")).filter((row) => row.Sale === sale);
    expect(rows.map((row) => [row.Touch, row.Affiliate, row.Code, row["Part of the credit"]])).toEqual([
      ["1", "Carla", "carla-piano", "0"],
      ["2", "Dora", "dora-piano", "1"],
    ]);
    expect(rows[0]?.["Not credited because"]).toBe("not_last");
    expect(await file("leads.csv")).toEqual([]);
  });
});
