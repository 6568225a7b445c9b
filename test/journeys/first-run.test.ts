// The first steps of a new business: done is what is there, put aside is remembered, and a test sale is
// posted under its own source and undone by a full refund, after which every party stands at exactly zero.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDoor, type TestDoor, type TestPerson } from "./test-door.ts";

describe("the first run", () => {
  let door: TestDoor;
  let owner: TestPerson;
  let base: string;

  beforeAll(async () => {
    door = await openTestDoor();
    owner = await door.person("owner");
    base = `/v1/workspaces/${door.workspace.publicId}`;
  });
  afterAll(() => door.close());

  const get = async (path: string) => (await owner.send({ method: "GET", url: base + path })).json();
  const post = async (path: string, payload: object) =>
    (await owner.send({ method: "POST", url: base + path, payload })).json();
  const patch = async (path: string, payload: object) =>
    (await owner.send({ method: "PATCH", url: base + path, payload })).json();
  const states = (run: { steps: { step: string; state: string }[] }) => run.steps.map((one) => one.state);

  test("steps are done by doing, and put aside until taken up again", async () => {
    expect(states(await get("/first-run"))).toEqual(["open", "open", "open", "open"]);
    expect(states(await patch("/first-run", { step: "team", skipped: true }))[2]).toBe("skipped");
    expect(states(await patch("/first-run", { step: "team", skipped: false }))[2]).toBe("open");
    await patch("/first-run", { step: "team", skipped: true });
    const stripe = await post("/parties", { kind: "processor", name: "Stripe", ref: "stripe" });
    await patch("/workspace", {
      fees: { processor: { party: stripe.id, rate: "0.029", fixed: { USD: 30 } } },
    });
    const product = await post("/products", { name: "Piano in 30 days" });
    expect(states(await get("/first-run"))[0]).toBe("open");
    await post(`/products/${product.id}/offers`, {
      name: "Whole",
      currency: "USD",
      price: 10000,
      kind: "one_time",
    });
    expect(await get("/first-run")).toMatchObject({
      over: false,
      product: { name: "Piano in 30 days" },
      testSale: null,
    });
    expect(states(await get("/first-run"))).toEqual(["done", "done", "skipped", "open"]);
  });

  test("a test sale is undone whole: nobody keeps anything", async () => {
    const { product } = await get("/first-run");
    const sale = await post("/sales", {
      externalId: "test-1",
      source: "test",
      product: product.id,
      currency: "USD",
      paid: 10000,
      fees: [{ party: { ref: "stripe" }, amount: 320 }],
      metadata: { test: "true" },
    });
    expect(await get("/first-run")).toMatchObject({ over: true, testSale: { id: sale.id, undone: false } });
    const owed = async () =>
      (await get("/balances")).data.map(
        (one: { pending: number; available: number }) => one.pending + one.available,
      );
    expect((await owed()).some((amount: number) => amount !== 0)).toBe(true);
    await post(`/sales/${sale.id}/refunds`, { externalId: "undo-test-1", amount: 10000 });
    expect(await get("/first-run")).toMatchObject({ testSale: { undone: true } });
    expect((await owed()).every((amount: number) => amount === 0)).toBe(true);
  });
});
