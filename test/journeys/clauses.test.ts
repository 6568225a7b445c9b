// Clauses that recover money first, and the highest affiliate rate, through the door: what a contract says is
// what its sales pay, refunds count it less, the books still agree; a mix tells the product's offers apart.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { workExample } from "../../src/flows/work-example.ts";
import { AGREED } from "./open-shop.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

interface Line {
  party: { name: string };
  role: string;
  amount: number;
}

const said = (lines: Line[]) => lines.map(({ party, role, amount }) => `${party.name} ${role} ${amount}`);

describe("Clauses on the network", () => {
  let shop: PianoShop;
  let product: string;
  let dora: string;

  beforeAll(async () => {
    shop = await openPianoShop();
    dora = (await shop.make("/parties", { kind: "partner", name: "Dora", ref: "dora" })).id;
    product = (await shop.make("/products", { name: "Cello" })).id;
    const { carla, davi } = shop.party;
    await shop.make("/affiliations", { product, party: carla, code: "CELLO", rate: "0.30" });
    const agreed = { product, ...AGREED };
    await shop.make("/contracts", {
      ...agreed,
      party: davi,
      share: "0.40",
      clauses: [{ kind: "recoup", amount: 5000, currency: "USD", from: "share" }],
    });
    await shop.make("/contracts", {
      ...agreed,
      party: dora,
      share: "0.10",
      maxAffiliateRate: "0.20",
      clauses: [{ kind: "recoup", amount: 1500, currency: "USD", from: "whole", rate: "0.10" }],
    });
  });
  afterAll(() => shop.door.close());

  const sell = async (externalId: string, more: object = {}) => {
    const made = await shop.make("/sales", { externalId, product, currency: "USD", paid: 10000, ...more });
    return (await shop.get(`/sales/${made.id}`)).body;
  };

  test("an advance and an investment are recovered, a refund of it is recovered again", async () => {
    const first = await sell("c-1", { affiliate: { code: "CELLO" } });
    // 70.00 after carla; dora's 7.00 first; davi's 25.20 all go back; dora counts the affiliate at 20 %.
    expect(said(first.lines)).toEqual([
      "Piano School producer 3050",
      "Piano School advance 2520",
      "Dora coproducer 730",
      "Dora recoup 700",
      "Carla affiliate 3000",
    ]);
    const second = await sell("c-2");
    // 8.00 are left of dora's 15.00, and 24.80 of davi's advance.
    expect(said(second.lines)).toEqual([
      "Piano School producer 4600",
      "Davi coproducer 1200",
      "Piano School advance 2480",
      "Dora coproducer 920",
      "Dora recoup 800",
    ]);
    await shop.make(`/sales/${first.id}/refunds`, { amount: 5000, externalId: "back" });
    const third = await sell("c-3");
    // Half of the first sale went back: 12.60 of the advance and 3.50 of the investment are open again.
    expect(said(third.lines)).toEqual([
      "Piano School producer 4825",
      "Davi coproducer 2600",
      "Piano School advance 1260",
      "Dora coproducer 965",
      "Dora recoup 350",
    ]);
    const why = (await shop.get(`/sales/${third.id}/why`)).body;
    expect(why.steps.map((one: { step: string }) => one.step)).toEqual(
      expect.arrayContaining(["recouped", "left_to_share", "advance"]),
    );
  });

  test("the books agree, counters included", async () => {
    const found = await verifyBooks(shop.door.app, shop.ws);
    expect(found.disagreements).toEqual([]);
  });

  test("are told with the contract", async () => {
    const { data } = (await shop.get(`/contracts?product=${product}`)).body;
    expect(data.map((one: { current: object }) => one.current)).toEqual([
      expect.objectContaining({
        maxAffiliateRate: "0.2",
        clauses: [{ kind: "recoup", amount: 1500, currency: "USD", from: "whole", rate: "0.1" }],
      }),
      expect.objectContaining({ maxAffiliateRate: null }),
    ]);
  });

  test("a worked example for a partner shows his own advance paid back, and no other's", async () => {
    await shop.make(`/products/${product}/offers`, { name: "Once", currency: "USD", price: 10000 });
    const exampleFor = async (party: string) => {
      const about = { product: parsePublicId("product", product) as Uuid, at: Date.now(), isForParty: true };
      const found = await inWorkspace(shop.door.db, shop.ws, (tx) =>
        workExample(tx, shop.ws, { ...about, party: parsePublicId("party", party) as Uuid }),
      );
      return found?.cases[0]?.lines.map(({ name, role, amount }) => `${name} ${role} ${amount}`);
    };
    expect(await exampleFor(shop.party.davi)).toEqual([
      "Piano School rest 6400",
      "Piano School advance 3600",
    ]);
    expect(await exampleFor(dora)).toEqual([
      "Piano School rest 8100",
      "Dora coproducer 900",
      "Dora recoup 1000",
    ]);
  });

  test("an offer of the product earns a share of its own, told by its name; a template keeps no mix", async () => {
    const flute = (await shop.make("/products", { name: "Flute" })).id;
    const offer = (name: string, price: number) =>
      shop.make(`/products/${flute}/offers`, { name, currency: "USD", price });
    const mentored = await offer("With mentoring", 20_000);
    const plain = await offer("Alone", 10_000);
    const mix = { kind: "mix", by: "offer", shares: [{ of: mentored.id, share: "0.25" }] };
    const terms = { party: dora, share: "0.10", ...AGREED, clauses: [mix] };
    const { id } = await shop.make("/contracts", { product: flute, ...terms });
    const named = { ...mix, shares: [{ of: mentored.id, name: "With mentoring", share: "0.25" }] };
    expect((await shop.get(`/contracts/${id}`)).body.versions[0].clauses).toEqual([named]);
    const partOf = async (externalId: string, more: object) => {
      const { lines } = await sell(externalId, { product: flute, ...more });
      return lines.find((line: Line) => line.role === "coproducer").amount;
    };
    expect(await partOf("f-1", { offer: mentored.id })).toBe(2500);
    expect(await partOf("f-2", { offer: plain.id })).toBe(1000);
    expect(await partOf("f-3", {})).toBe(1000);
    const { data } = (await shop.get("/sales?limit=3")).body;
    const first = data.find((one: { externalId: string }) => one.externalId === "f-1");
    const { steps } = (await shop.get(`/sales/${first.id}/why`)).body;
    const quota = steps.find((one: { step: string }) => one.step === "quota");
    expect(quota.inputs.clauses).toMatchObject([
      { kind: "mix", by: "offer", of: mentored.id, isNamed: true },
    ]);
    const kept = await shop.post("/terms-templates", { name: "T", terms: { share: "0.1", clauses: [mix] } });
    expect([400, 403, 422]).toContain(kept.status);
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });

  test("what cannot be is refused with its path", async () => {
    const refused = async (clauses: object[], more: object = {}) => {
      const { body } = await shop.post("/contracts", {
        ...AGREED,
        product: shop.product,
        party: dora,
        share: "0.10",
        starts: "2030-01-01T00:00:00Z",
        clauses,
        ...more,
      });
      return [body.status, ...(body.errors ?? body.details ?? []).map((one: { path: string }) => one.path)];
    };
    const advance = { kind: "recoup", amount: 5000, currency: "USD", from: "share" };
    expect(await refused([{ ...advance, amount: 0 }])).toEqual([400, "clauses[0].amount"]);
    expect(await refused([{ ...advance, from: "whole" }])).toEqual([422, "clauses[0].rate"]);
    expect(await refused([advance, advance])).toEqual([422, "clauses[1]"]);
    expect(await refused([{ ...advance, from: "whole", rate: "0.6" }])).toEqual([422, "share"]);
    const other = await shop.make(`/products/${product}/offers`, {
      name: "Twice",
      currency: "USD",
      price: 500,
    });
    const mix = { kind: "mix", by: "offer", shares: [{ of: other.id, share: "0.2" }] };
    expect(await refused([{ ...mix, by: "product" }])).toEqual([400, "clauses[0].by"]);
    expect(await refused([{ ...mix, shares: [] }])).toEqual([400, "clauses[0].shares"]);
    expect(await refused([mix])).toEqual([422, "clauses[0].shares[0].of"]);
    expect(await refused([], { maxAffiliateRate: "1.5" })).toEqual([400, "maxAffiliateRate"]);
  });
});
