// Refunds and disputes through the door: the domain's worked figures, one remaining amount, repeated told
// once, reserved while a dispute is open; balances, accounts and entries that follow, and every currency at
// zero.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

type Lines = { party: { name: string }; amount: number; reversed: number; reserved: number }[];

describe("Refunds and disputes", () => {
  let shop: Shop;
  let product: string;
  let bruno: string;

  // 10.00 with a platform fee of 2.09: producer 7.12, bruno 0.79.
  beforeAll(async () => {
    shop = await openShop(undefined, "America/Sao_Paulo");
    await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
    bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
    const platformFee = { party: { ref: "market" }, fixed: { USD: 209, BRL: 209 } };
    product = (await shop.make("/products", { name: "Piano", terms: { platformFee } })).id;
    await shop.make("/contracts", {
      product,
      party: bruno,
      share: "0.10",
      starts: "2020-01-01T00:00:00Z",
      ...AGREED,
    });
  });
  afterAll(() => shop.door.close());

  const sell = async (externalId: string, more: object = {}) =>
    (
      await shop.make("/sales", {
        externalId,
        product,
        currency: "USD",
        paid: 1000,
        at: "2026-03-01T12:00:00Z",
        ...more,
      })
    ).id;
  const lines = async (sale: string): Promise<Lines> => (await shop.get(`/sales/${sale}`)).body.lines;
  const column = async (sale: string, key: "amount" | "reversed" | "reserved") =>
    (await lines(sale)).map((line) => line[key]);
  const at = "2026-03-02T12:00:00Z";

  test("4.00 takes 2.85 / 0.32 / 0.83, 6.00 more the rest, and then nothing is left", async () => {
    const sale = await sell("s-1");
    expect(await column(sale, "amount")).toEqual([712, 79, 209]);
    const first = await shop.make(`/sales/${sale}/refunds`, {
      externalId: "r-1",
      amount: 400,
      at,
      reason: "unhappy",
    });
    expect(first).toMatchObject({
      amount: 400,
      recordOnly: true,
      sale,
      feesReturned: "all",
      source: "api",
      currency: "USD",
    });
    expect(await column(sale, "reversed")).toEqual([285, 32, 83]);
    const again = await shop.post(`/sales/${sale}/refunds`, {
      externalId: "r-1",
      amount: 400,
      at,
      reason: "unhappy",
    });
    expect(again).toMatchObject({ status: 200, body: { id: first.id } });
    const other = await shop.post(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 401, at });
    expect(other.status).toBe(409);
    const over = await shop.post(`/sales/${sale}/refunds`, { externalId: "r-2", amount: 601, at });
    expect(over.body).toMatchObject({ code: "refund_exceeds_remaining" });
    await shop.make(`/sales/${sale}/refunds`, { externalId: "r-3", amount: 600, at });
    expect(await column(sale, "reversed")).toEqual([712, 79, 209]);
    const { body } = await shop.get(`/sales/${sale}`);
    expect(body).toMatchObject({ state: "refunded", refunded: 1000 });
    expect(body.refunds.map((one: { externalId: string }) => one.externalId)).toEqual(["r-3", "r-1"]);
    expect((await shop.get(`/sales/${sale}/refunds`)).body.data).toHaveLength(2);
    expect((await shop.get("/refunds?limit=1")).body.data[0].externalId).toBe("r-3");
  });

  test("twenty refunds at once never take more than was paid", async () => {
    const sale = await sell("s-2");
    const asked = Array.from({ length: 20 }, (_, i) =>
      shop.post(`/sales/${sale}/refunds`, { externalId: `race-${i}`, amount: 150 }),
    );
    const codes = (await Promise.all(asked)).map((one) => one.body.code ?? "booked");
    expect(codes.filter((code) => code === "booked")).toHaveLength(6);
    expect(codes.filter((code) => code === "refund_exceeds_remaining")).toHaveLength(14);
    expect((await shop.get(`/sales/${sale}`)).body.refunded).toBe(900);
  });

  test("a dispute reserves, blocks a refund from here, and is lost or won once", async () => {
    const balance = async () => (await shop.get(`/balances?party=${bruno}&currency=USD`)).body.data[0];
    const sale = await sell("s-3");
    const before = await balance();
    const dispute = await shop.make(`/sales/${sale}/disputes`, {
      externalId: "d-1",
      amount: 1000,
      reason: "fraudulent",
    });
    expect(dispute).toMatchObject({ state: "open", amount: 1000, remaining: 1000, reason: "fraudulent" });
    expect(await column(sale, "reserved")).toEqual([712, 79, 0]);
    expect(await balance()).toMatchObject({
      available: before.available - 79,
      reserved: before.reserved + 79,
    });
    const refund = await shop.post(`/sales/${sale}/refunds`, { externalId: "r-9", amount: 1 });
    expect(refund).toMatchObject({ status: 409, body: { code: "dispute_open" } });
    const lost = await shop.post(`/disputes/${dispute.id}/close`, { outcome: "lost", fee: 1500 });
    expect(lost).toMatchObject({ status: 200, body: { state: "lost", fee: 1500 } });
    expect(await column(sale, "reversed")).toEqual([712, 79, 209]);
    expect(await column(sale, "reserved")).toEqual([0, 0, 0]);
    expect(await balance()).toMatchObject({ available: before.available - 79, reserved: before.reserved });
    expect((await shop.post(`/disputes/${dispute.id}/close`, { outcome: "won" })).body).toMatchObject({
      code: "dispute_ended",
    });

    const other = await sell("s-4");
    const { id } = await shop.make(`/sales/${other}/disputes`, { externalId: "d-2", amount: 500 });
    expect((await shop.get("/disputes?state=open")).body.data.map((one: { id: string }) => one.id)).toEqual([
      id,
    ]);
    await shop.post(`/disputes/${id}/close`, { outcome: "won" });
    expect(await column(other, "reserved")).toEqual([0, 0, 0]);
    expect((await shop.get(`/disputes/${id}`)).body).toMatchObject({ state: "won", fee: 0 });
    expect((await shop.get(`/sales/${other}`)).body.disputes).toMatchObject([{ id, state: "won" }]);
  });

  test("balances by party and currency; what is held is pending until its day", async () => {
    const offer = await shop.make(`/products/${product}/offers`, {
      name: "Now",
      currency: "BRL",
      price: 1000,
      guaranteeDays: 7,
    });
    const old = { name: "Old", currency: "BRL", price: 1000, guaranteeDays: 0 };
    const unheld = await shop.make(`/products/${product}/offers`, old);
    const today = new Date().toISOString();
    await sell("s-5", { currency: "BRL", offer: offer.id, at: today });
    await sell("s-6", { currency: "BRL", offer: unheld.id, at: today });
    const { body } = await shop.get(`/balances?party=${bruno}`);
    expect(body.data).toMatchObject([
      {
        party: { name: "Bruno", kind: "partner" },
        currency: "BRL",
        available: 79,
        pending: 79,
        reserved: 0,
        inTransit: 0,
      },
      { currency: "USD" },
    ]);
    const all: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body: page } = await shop.get(`/balances?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      all.push(
        ...page.data.map(
          (one: { party: { name: string }; currency: string }) => `${one.party.name} ${one.currency}`,
        ),
      );
      cursor = page.nextCursor;
    }
    expect(all).toEqual([
      "Bruno BRL",
      "Bruno USD",
      "Market BRL",
      "Market USD",
      "Piano School BRL",
      "Piano School USD",
    ]);
    const trial = (await shop.get("/trial-balance")).body;
    expect(trial.totals).toEqual([
      { currency: "BRL", balance: 0, debit: 2000, credit: 2000 },
      { currency: "USD", balance: 0, debit: 717, credit: 717 },
    ]);
    expect(trial.kinds.find((one: { kind: string }) => one.kind === "reserved").balance).toBe(0);
  });

  test("an account's entries, newest first, add up to its balance; each entry to zero", async () => {
    const { body: accounts } = await shop.get(`/accounts?party=${bruno}&kind=payable&currency=USD`);
    const [account] = accounts.data;
    expect(account).toMatchObject({ kind: "payable", party: { name: "Bruno" }, source: null });
    const seen: { seq: number; amount: number }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const path = `/accounts/${account.number}/entries?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const { body: page } = await shop.get(path);
      seen.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(seen.reduce((sum, one) => sum + one.amount, 0)).toBe(account.balance);
    expect(seen.map((one) => one.seq)).toEqual(seen.map((one) => one.seq).sort((a, b) => b - a));
    for (const { seq } of seen) {
      const { body: entry } = await shop.get(`/entries/${seq}`);
      const sum = entry.postings.reduce((total: number, one: { amount: number }) => total + one.amount, 0);
      expect(sum).toBe(0);
    }
    const head = (await shop.get("/ledger-head")).body;
    const newest = (await shop.get("/entries?limit=2")).body;
    expect(newest.data.map((one: { seq: number }) => one.seq)).toEqual([head.seq, head.seq - 1]);
    expect((await shop.get(`/entries/${head.seq + 1}`)).status).toBe(404);
    expect((await shop.get("/accounts/9999/entries")).status).toBe(404);
  });

  test("nothing of it is another workspace's", async () => {
    const other = await openShop(shop.door);
    const sale = await sell("s-7");
    for (const path of [
      `/sales/${sale}`,
      `/sales/${sale}/why`,
      `/sales/${sale}/refunds`,
      "/accounts/1",
      "/entries/1",
    ]) {
      expect((await other.get(path)).status).toBe(404);
    }
    expect((await other.post(`/sales/${sale}/refunds`, { externalId: "x", amount: 1 })).status).toBe(404);
    expect((await other.get("/sales")).body.data).toEqual([]);
    expect((await other.get("/balances")).body.data).toEqual([]);
  });
});
