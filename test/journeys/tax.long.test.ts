// Tax facts: numbers are checked by their country's rules, kept sealed and shown by their end; a year's
// totals by quarter are those of the statements; each form names whom it may be about.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { checkTaxId } from "../../src/parties/check-tax-id.ts";
import { isReached } from "../../src/statements/tax-forms.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

test.each([
  ["BR", "529.982.247-25", "cpf", "52998224725"],
  ["BR", "11.222.333/0001-81", "cnpj", "11222333000181"],
  ["BR", "12.ABC.345/01DE-35", "cnpj", "12ABC34501DE35"],
  ["US", "12-3456789", "ein", "123456789"],
  ["DE", "DE136695976", "vat", "136695976"],
  ["PT", "501 964 843", "nif", "501964843"],
])("%s %s is a %s", (country, text, kind, number) => {
  expect(checkTaxId(country, text)).toEqual({ kind, number });
});

test.each([
  ["BR", "529.982.247-24"],
  ["BR", "12.ABC.345/01DE-36"],
  ["DE", "DE136695977"],
  ["US", "000-00-0000"],
  ["BR", ""],
])("%s %s is none", (country, text) => {
  expect(checkTaxId(country, text)).toBeNull();
});

test("thresholds are those of the year, in their own currency", () => {
  const of = (earned: number, more: object = {}) => ({
    country: "US",
    currency: "USD",
    earned,
    paidOut: earned,
    sales: 5,
    ...more,
  });
  // Earned in December, paid in January: of the year it was paid in.
  expect(isReached("1099-nec", 2026, of(250_000, { paidOut: 0 }))).toBe(false);
  expect(isReached("1099-nec", 2027, of(0, { paidOut: 250_000, sales: 0 }))).toBe(true);
  expect(isReached("brazil", 2026, of(250_000, { country: "BR", currency: "BRL", paidOut: 0 }))).toBe(false);
  expect(isReached("brazil", 2026, of(0, { country: "BR", currency: "BRL", paidOut: 1 }))).toBe(true);
  expect(isReached("1099-k", 2026, of(2_000_001, { sales: 201, paidOut: 0 }))).toBe(true);
  expect(isReached("1099-nec", 2025, of(60_000))).toBe(true);
  expect(isReached("1099-nec", 2026, of(60_000))).toBe(false);
  expect(isReached("1099-nec", 2026, of(200_000))).toBe(true);
  expect(isReached("1099-nec", 2026, of(200_000, { currency: "EUR" }))).toBeNull();
  expect(isReached("1099-k", 2026, of(2_000_001, { sales: 201 }))).toBe(true);
  expect(isReached("1099-k", 2026, of(2_000_001, { sales: 200 }))).toBe(false);
  expect(isReached("dac7", 2026, of(1, { country: "DE", currency: "EUR" }))).toBe(true);
  expect(isReached("dac7", 2026, of(1))).toBeNull();
  // By what sales gave, whenever it is paid.
  const inGermany = { country: "DE", currency: "EUR" };
  const own = [
    { form: "dac7", from: 2023, currency: "EUR", amount: 200_000, sales: 1, source: "own" } as const,
  ];
  expect(isReached("dac7", 2026, of(200_000, { ...inGermany, paidOut: 0 }), own)).toBe(true);
  expect(isReached("dac7", 2026, of(1, { ...inGermany, paidOut: 200_000 }), own)).toBe(false);
});

describe("tax facts", () => {
  let shop: PianoShop;
  let ana: TestPerson;
  let bruno: Speaker;

  const put = async (party: string, payload: object) => {
    const url = `/v1/workspaces/${shop.workspace}/parties/${party}/tax-id`;
    const answer = await ana.send({ method: "PUT", url, payload });
    return { status: answer.statusCode, body: answer.json() as Parsed };
  };
  const file = async (query: string) => {
    const url = `/v1/workspaces/${shop.workspace}/tax-facts.csv?${query}`;
    return (await ana.send({ method: "GET", url })).body;
  };

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    ana = await shop.door.person("owner", { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid });
    bruno = await speaksFor(shop, "bruno", { party: shop.party.bruno });
    // The last hour of 2025 in São Paulo is not of 2026.
    await shop.sell("t0", { at: "2026-01-01T02:30:00Z" });
    // And the last hour of March there is of the first quarter.
    const first = (await shop.sell("t1", { at: "2026-04-01T02:30:00Z" })).body.id;
    await shop.sell("t2", { at: "2026-04-01T12:00:00Z" });
    await shop.make(`/sales/${first}/refunds`, { externalId: "r", amount: 4000, at: "2026-07-01T12:00:00Z" });
  });
  afterAll(() => shop.door.close());

  test("a number is checked, kept sealed, shown by its end; the party may set its own", async () => {
    expect((await put(bruno.party, { country: "BR", number: "111.111.111-11" })).body.code).toBe(
      "invalid_tax_id",
    );
    const set = await put(bruno.party, { country: "BR", number: "529.982.247-25" });
    expect(set.body).toEqual({ country: "BR", kind: "cpf", hint: "•••• 4725" });
    expect(await bruno.get("/tax-id")).toMatchObject({ taxId: { hint: "•••• 4725" } });
    const own = await bruno.post("/tax-id", { country: "BR", number: "12.ABC.345/01DE-35" });
    expect(own.body).toEqual({ country: "BR", kind: "cnpj", hint: "•••• DE35" });
    expect(await shop.get("/export").then(({ body }) => JSON.stringify(body))).not.toContain(
      "12ABC34501DE35",
    );
  });

  test("quarters are those of the business's calendar, and the file has the whole number", async () => {
    const { body } = await shop.get("/tax-facts?year=2026");
    const found = body.data.find((one: Parsed) => one.party.id === bruno.party);
    expect(found).toMatchObject({ currency: "USD", earned: 1164, takenBack: 233, sales: 2, country: "BR" });
    expect(found.quarters).toMatchObject([
      { quarter: 1, earned: 582, takenBack: 0, sales: 1 },
      { quarter: 2, earned: 582, sales: 1 },
      { quarter: 3, earned: 0, takenBack: 233, sales: 0 },
    ]);
    const earlier = (await shop.get("/tax-facts?year=2025")).body.data;
    expect(earlier.find((one: Parsed) => one.party.id === bruno.party)).toMatchObject({ earned: 582 });
    const csv = await file("year=2026&form=brazil");
    expect(csv).toContain("12ABC34501DE35");
    expect(csv.trim().split("\n")).toHaveLength(2);
    expect((await file("year=2026&form=dac7")).trim().split("\n")).toHaveLength(1);
  });

  test("a threshold of one's own counts from its year on, and taken away no more", async () => {
    const dana = await shop.make("/parties", { kind: "partner", name: "Dana", ref: "dana", country: "US" });
    await shop.make("/affiliations", { product: shop.product, party: dana.id, code: "DANA", rate: "0.30" });
    for (const year of [2025, 2026]) {
      const sale = { at: `${year}-05-05T12:00:00Z`, paid: 100_000, affiliate: { code: "DANA" } };
      expect((await shop.sell(`dana-${year}`, sale)).status).toBe(201);
    }
    const formsOf = async (year: number) =>
      (await shop.get(`/tax-facts?year=${year}`)).body.data.find((one: Parsed) => one.party.id === dana.id)
        .forms;
    expect(await formsOf(2026)).toEqual([]);
    const wanted = { form: "1099-k", from: 2026, currency: "USD", amount: 10_000, note: "As advised" };
    const { status, body } = await shop.post("/tax-thresholds", wanted);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.data.filter((one: Parsed) => one.form === "1099-k" && one.from === 2026)).toEqual([
      { ...wanted, sales: 0, own: true },
    ]);
    expect(await formsOf(2026)).toEqual(["1099-k"]);
    expect(await formsOf(2025)).toEqual([]);
    // More than 1099-NEC asks for was earned in 2024 and never paid out.
    const unpaid = { at: "2024-05-05T12:00:00Z", paid: 1_000_000, affiliate: { code: "DANA" } };
    expect((await shop.sell("dana-2024", unpaid)).status).toBe(201);
    expect(await formsOf(2024)).toEqual([]);
    const of = { form: "1099-k", from: 2026 };
    expect((await shop.post("/tax-thresholds/remove", of)).status).toBe(200);
    expect((await shop.post("/tax-thresholds/remove", of)).status).toBe(404);
    expect(await formsOf(2026)).toEqual([]);
    expect((await shop.post("/tax-thresholds", { ...wanted, from: 1999 })).status).toBe(400);
  });
});
