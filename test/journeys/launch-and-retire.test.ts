// Before a shared product is sold: what is not in order, each with what mends it. And when it is taken off
// sale or another takes its place: each of its contracts is asked about, and nothing of one changes
// one-sidedly.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Joined, openPair, type Pair, TERMS } from "./open-pair.ts";
import { AGREED } from "./open-shop.ts";

const USE = { termsOfUse: 2 } as const;

describe("a shared product", () => {
  let pair: Pair;
  let bruno: Joined;
  let carla: Joined;

  beforeAll(async () => {
    pair = await openPair();
    bruno = await pair.join("bruno@example.com", { responsibilities: { support: "party" } });
    carla = await pair.join("carla@example.com", { share: "0.20" });
  });
  afterAll(() => pair.shop.door.close());

  const look = async (product = pair.product) => {
    const { body } = await pair.asAna("GET", `/products/${product}/launch-checks`);
    const of = (key: string) => body.checks.find((one: { key: string }) => one.key === key);
    return { state: body.state, of };
  };

  test("says what is in order and what is not, with whom", async () => {
    const { state, of } = await look();
    expect(state).toBe("look");
    expect(of("accepted").state).toBe("good");
    expect(of("agreed").state).toBe("good");
    expect(of("seen").state).toBe("good");
    expect(of("price").state).toBe("good");
    expect(of("payout")).toMatchObject({
      state: "look",
      about: [
        { what: "no_method", id: bruno.party },
        { what: "no_method", id: carla.party },
      ],
    });
    expect(of("duties")).toMatchObject({
      state: "look",
      about: [{ what: "support", id: bruno.contract }, { what: "no_support" }],
    });
  });

  test("each turns green when it is mended, and amber when something new waits", async () => {
    const change = { responsibilities: { support: bruno.party }, supportContact: "help@example.com" };
    expect((await pair.asAna("PATCH", `/products/${pair.product}`, change)).status).toBe(200);
    expect((await look()).of("duties").state).toBe("good");
    const iban = { kind: "iban", holder: "A partner", iban: "DE89 3704 0044 0532 0130 00" };
    await bruno.ask("POST", "/payout-method", { method: iban });
    expect((await look()).of("payout").about.map((one: { id: string }) => one.id)).toEqual([carla.party]);
    await carla.ask("POST", "/payout-method", { method: iban });
    expect((await look()).of("payout").state).toBe("good");
    expect((await look()).state).toBe("good");
    const asked = await pair.asAna("POST", "/proposals", {
      invitations: [{ product: pair.product, email: "eva@example.com", share: "0.05", ...TERMS }],
    });
    const id = asked.body.data[0].id;
    expect((await look()).of("accepted")).toMatchObject({ state: "look", about: [{ what: "open", id }] });
    await pair.asAna("POST", `/proposals/${id}/withdraw`);
    const link = { product: pair.product, party: carla.party, code: "CARLA", rate: "0.30" };
    const made = await pair.shop.make("/affiliations", link);
    expect((await look()).of("links")).toMatchObject({ state: "look", about: [{ id: made.id }] });
    expect((await pair.asAna("POST", `/products/${pair.product}/links-reviewed`)).status).toBe(204);
    expect((await look()).of("links").state).toBe("good");
    await pair.shop.patch(`/affiliations/${made.id}`, { rate: "0.40" });
    expect((await look()).of("links").state).toBe("look");
  });

  test("red where two answer for one duty, amber where a part is larger, and where a record waits", async () => {
    const drums = (await pair.shop.make("/products", { name: "Drums" })).id;
    expect((await look(drums)).of("price")).toMatchObject({ state: "stop", about: [{ what: "no_price" }] });
    const offer = { name: "Course", currency: "USD", price: 10_000, kind: "one_time" };
    await pair.shop.make(`/products/${drums}/offers`, offer);
    const support = { responsibilities: { support: "party" } };
    await pair.join("bruno@example.com", { share: "0.60", ...support }, drums);
    const agreed = { product: drums, party: carla.party, share: "0.05", ...AGREED, ...support };
    await pair.shop.make("/contracts", agreed);
    const { state, of } = await look(drums);
    expect(state).toBe("stop");
    expect(of("duties").about[0]).toMatchObject({ what: "support_contested" });
    expect(of("larger")).toMatchObject({ state: "look", about: [{ name: "bruno@example.com" }] });
    expect(of("seen")).toMatchObject({ state: "look", about: [{ what: "waiting" }] });
  });

  test("every contract is asked about before the product goes off sale", async () => {
    const retire = (body: object) =>
      pair.asAna("POST", `/products/${pair.product}/retire`, { ...USE, ...body });
    const silent = await retire({ contracts: [{ contract: bruno.contract, becomes: "go_on" }] });
    expect(silent.body).toMatchObject({
      status: 422,
      code: "contracts_unanswered",
      facts: { contracts: [carla.contract] },
    });
    const nowhere = [bruno.contract, carla.contract].map((contract) => ({ contract, becomes: "move" }));
    expect((await retire({ contracts: nowhere })).body).toMatchObject({
      status: 422,
      code: "no_replacement",
    });
    const own = await retire({ contracts: nowhere, replacedBy: pair.product });
    expect(own.body.code).toBe("no_replacement");
    expect((await pair.shop.get(`/products/${pair.product}`)).body.status).toBe("active");
  });

  test("an end and a move are proposals; nothing changes until the partner accepts, late sales are split", async () => {
    const next = (await pair.shop.make("/products", { name: "Piano 2" })).id;
    const contracts = [
      { contract: bruno.contract, becomes: "move" },
      { contract: carla.contract, becomes: "end" },
    ];
    const done = await pair.asAna("POST", `/products/${pair.product}/retire`, {
      ...USE,
      contracts,
      replacedBy: next,
    });
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    expect(done.body.data).toMatchObject([
      { kind: "invite", product: { id: next }, terms: { share: "0.1" }, email: "bruno@example.com" },
      { kind: "end", contract: carla.contract },
    ]);
    expect((await pair.shop.get(`/products/${pair.product}`)).body.status).toBe("inactive");
    const late = await pair.sell();
    expect([pair.part(late, bruno.party), pair.part(late, carla.party)]).toEqual([1000, 2000]);
    expect(pair.part(await pair.sell({ product: next }), bruno.party)).toBe(0);
    const yes = await bruno.ask("POST", `/proposals/${done.body.data[0].id}/accept`, USE);
    expect(yes.status, JSON.stringify(yes.body)).toBe(200);
    expect(pair.part(await pair.sell({ product: next }), bruno.party)).toBe(1000);
    expect(pair.part(await pair.sell(), bruno.party)).toBe(1000);
  });
});
