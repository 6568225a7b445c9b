// A sale through the door: recorded once, whoever repeats it; read with its lines and why; found by every
// filter.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { amountsOf, openPianoShop, type PianoShop } from "./sell-piano.ts";

describe("Sales", () => {
  let shop: PianoShop;
  beforeAll(async () => {
    shop = await openPianoShop();
  });
  afterAll(() => shop.door.close());

  const SPLIT = { "Piano School": 5242, Bruno: 582, Carla: 3136, Market: 1040 };

  test("one is split, posted and read back with every line and why", async () => {
    const made = await shop.sell("s-1", { at: "2026-03-01T12:00:00Z", metadata: { campaign: "spring" } });
    expect(made).toMatchObject({ status: 201, body: { created: true, source: "api", externalId: "s-1" } });
    const { body } = await shop.get(`/sales/${made.body.id}`);
    expect(amountsOf(body.lines)).toEqual(SPLIT);
    expect(body).toMatchObject({
      id: made.body.id,
      seq: made.body.seq,
      at: "2026-03-01T12:00:00.000Z",
      paid: 10000,
      state: "paid",
      availableOn: "2026-03-01",
      abated: false,
      affiliate: { party: { name: "Carla" }, rate: "0.35", recruitedBy: { name: "Davi" } },
      metadata: { campaign: "spring" },
      responsibilities: { support: { name: "Piano School" } },
    });
    expect(body.lines[1]).toMatchObject({
      role: "coproducer",
      contract: shop.contract,
      reversed: 0,
      reserved: 0,
    });
    const why = await shop.get(`/sales/${made.body.id}/why`);
    expect(why.body.plan).toBe(body.plan);
    const allocated = why.body.steps.filter((one: { step: string }) => one.step === "allocated");
    expect(allocated.map((one: { exact: string; amount: number }) => [one.exact, one.amount])).toEqual([
      ["26208/5", 5242],
      ["2912/5", 582],
    ]);
    expect(why.body.parties.map((one: { name: string }) => one.name)).toContain("Bruno");
  });

  test("told again it is the same sale; with other facts it is refused", async () => {
    const first = await shop.sell("s-2");
    const again = await shop.sell("s-2");
    expect(again).toMatchObject({
      status: 200,
      body: { id: first.body.id, seq: first.body.seq, created: false },
    });
    const other = await shop.sell("s-2", { paid: 9900 });
    expect(other).toMatchObject({ status: 409, body: { code: "sale_differs" } });
    // An instant is kept to the millisecond: what a clock says below it makes no other sale.
    const fine = await shop.sell("s-fine", { at: "2026-03-01T12:00:00.123456Z" });
    const finer = await shop.sell("s-fine", { at: "2026-03-01T09:00:00.1239-03:00" });
    expect(finer).toMatchObject({ status: 200, body: { id: fine.body.id, created: false } });
    expect((await shop.get(`/sales/${fine.body.id}`)).body.at).toBe("2026-03-01T12:00:00.123Z");
    const later = await shop.sell("s-fine", { at: "2026-03-01T12:00:00.124Z" });
    expect(later).toMatchObject({ status: 409, body: { code: "sale_differs" } });
    const many = await Promise.all(Array.from({ length: 20 }, () => shop.sell("s-3")));
    expect(many.filter((one) => one.status === 201)).toHaveLength(1);
    expect(new Set(many.map((one) => one.body.id)).size).toBe(1);
  });

  test("the Idempotency-Key stands in for a missing external id; without both it is refused", async () => {
    const body = { product: { externalId: "piano" }, currency: "USD", paid: 100 };
    const key = { "idempotency-key": "k-1" };
    const first = await shop.send("POST", "/sales", body, key);
    expect(first).toMatchObject({ status: 201, body: { externalId: "k-1" } });
    expect(await shop.send("POST", "/sales", body, key)).toMatchObject({
      status: 200,
      body: { id: first.body.id },
    });
    expect(await shop.post("/sales", body)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "externalId" }] },
    });
  });

  test("a processor that nobody knows is made once, however many name it", async () => {
    const fees = [{ party: { ref: "stripe" }, amount: 320 }];
    const made = await Promise.all(Array.from({ length: 10 }, (_, i) => shop.sell(`p-${i}`, { fees })));
    expect(made.map((one) => one.status)).toEqual(Array(10).fill(201));
    const { body } = await shop.get("/parties?kind=processor");
    expect(body.data).toMatchObject([{ name: "stripe", ref: "stripe" }]);
    const read = await shop.get(`/sales/${made[0]?.body.id}`);
    expect(amountsOf(read.body.lines)).toMatchObject({
      stripe: 320,
      "Piano School": 5054,
      Bruno: 562,
      Carla: 3024,
    });
  });

  test("what cannot be is refused with its path, and records nothing", async () => {
    const { body: before } = await shop.get("/ledger-head");
    const wrong = async (more: object) => {
      const { status, body } = await shop.sell("w-1", more);
      return [status, body.code, body.errors[0]?.path];
    };
    expect(await wrong({ product: { externalId: "violin" } })).toEqual([422, "unknown_product", "product"]);
    expect(await wrong({ offer: { externalId: "x" } })).toEqual([422, "unknown_offer", "offer"]);
    expect(await wrong({ affiliate: { code: "NOBODY" } })).toEqual([
      422,
      "unknown_affiliate",
      "affiliate.code",
    ]);
    expect(await wrong({ source: "stripe" })).toEqual([400, "invalid_request", "source"]);
    expect(await wrong({ currency: "usd" })).toEqual([400, "invalid_request", "currency"]);
    expect(await wrong({ paid: 1e16 })).toEqual([400, "invalid_request", "paid"]);
    expect(await wrong({ colour: 1 })).toEqual([400, "invalid_request", "colour"]);
    expect((await shop.get("/ledger-head")).body).toEqual(before);
  });

  test("an affiliate's new rate counts from the next sale on, also while many are sold at once", async () => {
    const rita = await shop.make("/parties", { kind: "partner", name: "Rita" });
    const own = { product: shop.product, party: rita.id, code: "RITA", rate: "0.1" };
    const { id } = await shop.make("/affiliations", own);
    const affiliate = { code: "RITA" };
    let sold = 0;
    const sell = async (rate: string) => {
      const made = await shop.sell(`rate-${sold++}`, { affiliate });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const { body: read } = await shop.get(`/sales/${made.body.id}`);
      expect([rate, read.affiliate.rate]).toEqual([rate, rate]);
    };
    // Upwards: what takes from an affiliate begins three days later.
    for (const rate of ["0.2", "0.25", "0.35"]) {
      const busy = Array.from({ length: 30 }, (_, i) => shop.sell(`busy-${rate}-${i}`, { affiliate }));
      expect((await shop.patch(`/affiliations/${id}`, { rate })).body.rate).toBe(rate);
      await Promise.all([sell(rate), sell(rate), sell(rate)]);
      for (const one of await Promise.all(busy)) expect(one.status).toBe(201);
    }
  });

  test("a contract or terms may not start before a sale that is posted", async () => {
    const sold = await shop.sell("guard-1", { at: "2026-05-05T00:00:00Z" });
    expect(sold.status).toBe(201);
    const terms = {
      product: shop.product,
      party: shop.party.davi,
      share: "0.05",
      renewals: "at_charge",
      tail: "none",
    };
    const late = await shop.post("/contracts", { ...terms, evidence: "PDF", starts: "2026-01-01T00:00:00Z" });
    expect(late).toMatchObject({
      status: 422,
      body: { code: "sales_already_posted", errors: [{ path: "starts" }] },
    });
    expect(late.body.facts.sale).toMatch(/^sale_/);
    const past = await shop.post(`/products/${shop.product}/terms`, { starts: "2026-01-01T00:00:00Z" });
    expect(past.body).toMatchObject({ status: 422, code: "starts_in_past" });
    const now = await shop.post("/contracts", { ...terms, evidence: "PDF" });
    expect(now.status, JSON.stringify(now.body)).toBe(201);
    const after = await shop.sell("guard-2");
    const { body } = await shop.get(`/sales/${after.body.id}`);
    expect(amountsOf(body.lines)).toMatchObject({ Davi: 291, Bruno: 582 });
    const lateSale = await shop.sell("guard-3", { at: "2026-02-02T00:00:00Z" });
    expect(amountsOf((await shop.get(`/sales/${lateSale.body.id}`)).body.lines)).not.toHaveProperty("Davi");
    expect((await shop.patch("/workspace", { timeZone: "America/Sao_Paulo" })).body).toMatchObject({
      code: "time_zone_fixed",
    });
  });
});

describe("The list of sales", () => {
  let shop: PianoShop;
  beforeAll(async () => {
    shop = await openPianoShop();
    const other = await shop.make("/products", { name: "Guitar", externalId: "guitar" });
    const day = (n: number) => ({ at: `2026-03-${String(n).padStart(2, "0")}T12:00:00Z` });
    const buyer = { email: "Eva@Example.com", name: "Eva", reference: "cus_1" };
    for (let n = 1; n <= 7; n++) await shop.sell(`s-${n}`, day(n));
    await shop.sell("s-8", { ...day(8), product: other.id, affiliate: undefined, currency: "BRL" });
    await shop.sell("s-9", { ...day(9), source: "shop", buyer, charge: "ch-1", affiliate: undefined });
  });
  afterAll(() => shop.door.close());

  const ids = async (query: string) => {
    const { status, body } = await shop.get(`/sales?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.data.map((one: { externalId: string }) => one.externalId).join(" ");
  };

  test("pages newest first, each sale once, whatever the size of the page", async () => {
    for (const limit of [1, 2, 4, 9, 100]) {
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body } = await shop.get(`/sales?limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`);
        seen.push(...body.data.map((one: { externalId: string }) => one.externalId));
        cursor = body.nextCursor;
      }
      expect(seen.join(" ")).toBe("s-9 s-8 s-7 s-6 s-5 s-4 s-3 s-2 s-1");
    }
  });

  test("every filter finds its sales and no others", async () => {
    expect(await ids(`product=${shop.product}&limit=3`)).toBe("s-9 s-7 s-6");
    expect(await ids("currency=BRL")).toBe("s-8");
    expect(await ids("source=shop")).toBe("s-9");
    expect(await ids("buyerEmail=EVA@example.com")).toBe("s-9");
    expect(await ids("externalId=s-3")).toBe("s-3");
    expect(await ids("externalId=s-33")).toBe("");
    expect(await ids("charge=ch-1")).toBe("s-9");
    for (const words of ["EVA@exa", "s-9", "ch-1"]) expect(await ids(`words=${words}`)).toBe("s-9");
    expect(await ids("words=nobody")).toBe("");
    expect(await ids("from=2026-03-02T12:00:00Z&to=2026-03-04T12:00:00Z")).toBe("s-3 s-2");
    expect(await ids(`party=${shop.party.carla}&limit=2`)).toBe("s-7 s-6");
    expect(await ids(`party=${shop.party.davi}`)).toBe("");
    expect(await ids(`party=${shop.producer}&currency=BRL`)).toBe("s-8");
    expect((await shop.get("/sales?colour=red")).status).toBe(400);
    expect((await shop.get("/sales?cursor=WyJhIl0")).status).toBe(400);
  });

  test("what was taken back is a state of its own", async () => {
    const sale = async (externalId: string) =>
      (await shop.get(`/sales?externalId=${externalId}`)).body.data[0].id;
    await shop.make(`/sales/${await sale("s-1")}/refunds`, { externalId: "r-1", amount: 400 });
    await shop.make(`/sales/${await sale("s-2")}/refunds`, { externalId: "r-2", amount: 10000 });
    await shop.make(`/sales/${await sale("s-3")}/disputes`, { externalId: "d-1", amount: 5000 });
    expect(await ids("state=partly_refunded")).toBe("s-1");
    expect(await ids("state=refunded")).toBe("s-2");
    expect(await ids("state=disputed")).toBe("s-3");
    expect(await ids("state=paid")).toBe("s-9 s-8 s-7 s-6 s-5 s-4");
  });
});
