// Entries by kind, days, party, currency and id, page by page: each answer is what one would pick by hand
// from the whole journal, for the journal and for one account. And who stands among the balances with nothing
// yet.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

interface Entry {
  seq: number;
  kind: string;
  externalId: string;
  sale: string | null;
  currency: string;
  at: string;
  postings: { account: number; party: { id: string } | null }[];
}

describe("Finding entries", () => {
  let shop: PianoShop;
  let whole: Entry[] = [];
  let saleId = "";

  const all = async (path: string): Promise<Entry[]> => {
    const found: Entry[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await shop.get(`${path}${path.includes("?") ? "&" : "?"}limit=3${more}`);
      expect(status, JSON.stringify(body)).toBe(200);
      found.push(...body.data);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return found;
  };
  const numbers = (entries: Entry[]) => entries.map((one) => one.seq);

  beforeAll(async () => {
    shop = await openPianoShop();
    for (const [day, n] of [1, 1, 2, 3, 3, 3, 4, 8].map((one, at) => [one, at] as const)) {
      const more = n === 4 ? { currency: "EUR" } : n === 5 ? { affiliate: undefined } : {};
      const sold = await shop.sell(`s-${n}`, { at: `2026-03-0${day}T12:00:00Z`, ...more });
      expect(sold.status).toBe(201);
      if (n === 2) saleId = sold.body.id;
    }
    for (const [n, amount] of [100, 200].entries()) {
      const at = `2026-03-0${n + 5}T12:00:00Z`;
      await shop.make(`/sales/${saleId}/refunds`, { externalId: `r-${n}`, amount, at });
    }
    whole = await all("/entries");
    expect(whole.length).toBe(10);
  });
  afterAll(() => shop.door.close());

  test("by kind, days, currency, party and all of them at once", async () => {
    const touches = (one: Entry, party: string) => one.postings.some((each) => each.party?.id === party);
    const { carla, bruno } = shop.party;
    const on = (one: Entry, from: string, to: string) => one.at >= from && one.at < to;
    const march = ["2026-03-03T00:00:00.000Z", "2026-03-06T00:00:00.000Z"] as const;
    const days = `from=${march[0]}&to=${march[1]}`;
    const cases: [string, (one: Entry) => boolean][] = [
      ["kind=refund", (one) => one.kind === "refund"],
      ["kind=payout", () => false],
      [days, (one) => on(one, ...march)],
      ["to=2020-01-01T00:00:00Z", () => false],
      ["currency=EUR", (one) => one.currency === "EUR"],
      [`party=${carla}`, (one) => touches(one, carla)],
      [`party=${bruno}&kind=sale`, (one) => touches(one, bruno) && one.kind === "sale"],
      [`party=${carla}&kind=refund`, (one) => touches(one, carla) && one.kind === "refund"],
      [`party=${carla}&${days}`, (one) => touches(one, carla) && on(one, ...march)],
      [
        `party=${bruno}&currency=USD&kind=sale&${days}`,
        (one) => touches(one, bruno) && one.currency === "USD" && one.kind === "sale" && on(one, ...march),
      ],
    ];
    for (const [query, fits] of cases) {
      expect(numbers(await all(`/entries?${query}`)), query).toEqual(numbers(whole.filter(fits)));
    }
    expect(cases.filter(([, fits]) => whole.some(fits)).length).toBe(8);
  });

  test("by the source's id, by ours and by number, whole and never in part", async () => {
    const found = async (search: string) => numbers(await all(`/entries?search=${search}`));
    const seqOf = (id: string) => whole.find((one) => one.externalId === id)?.seq;
    expect(await found("s-2")).toEqual([seqOf("s-2")]);
    expect(await found("s-")).toEqual([]);
    expect(await found(saleId)).toEqual(numbers(whole.filter((one) => one.sale === saleId)));
    expect((await found(saleId)).length).toBe(3);
    expect(await found("4")).toEqual([4]);
    expect((await shop.get("/entries?kind=nothing")).status).toBe(400);
  });

  test("an account's entries are narrowed the same way, and a page goes on where it ended", async () => {
    const own = (await shop.get(`/accounts?party=${shop.party.bruno}&currency=USD`)).body.data[0];
    const moves = await all(`/accounts/${own.number}/entries`);
    expect(moves.length).toBe(9);
    const path = `/accounts/${own.number}/entries`;
    const refunds = await all(`${path}?kind=refund`);
    expect(numbers(refunds)).toEqual(numbers(moves.filter((one) => one.kind === "refund")));
    const early = await all(`${path}?kind=sale&to=2026-03-04T00:00:00Z`);
    expect(numbers(early)).toEqual(
      numbers(moves.filter((one) => one.kind === "sale" && one.at < "2026-03-04")),
    );
    expect(early.length).toBe(5);
    expect(numbers(await all(`${path}?search=r-1`))).toEqual([whole[0]?.seq]);
  });

  test("who has nothing yet stands among the balances where all are asked for", async () => {
    const eva = (await shop.make("/parties", { kind: "partner", name: "Eva", ref: "eva" })).id;
    const rows = async (query: string) =>
      (await all(`/balances?${query}`)) as unknown as {
        party: { id: string; name: string };
        currency: string;
        available: number;
      }[];
    const everybody = await rows("include=all");
    expect(everybody.find((one) => one.party.id === eva)).toMatchObject({ currency: "USD", available: 0 });
    const moved = await rows("kind=partner");
    expect(moved.some((one) => one.party.id === eva)).toBe(false);
    expect(everybody.length).toBeGreaterThan(moved.length);
    const standing = await rows("include=standing");
    expect(standing.length).toBeGreaterThan(3);
    expect(standing.some((one) => one.party.name === "Davi")).toBe(false);
    const { status, body } = await shop.get("/balances?include=all&asOf=2026-03-01");
    expect([status, body.errors[0].path]).toEqual([422, "include"]);
  });

  test("a party put right is told as it was and is: its name from what to what, its address not", async () => {
    const { bruno } = shop.party;
    await shop.send("PATCH", `/parties/${bruno}`, { name: "Bruno Lima", email: "bruno@example.com" });
    const told = (await all("/events?type=party.changed")) as unknown as { payload: object }[];
    expect(told.at(-1)?.payload).toEqual({
      changed: ["name", "email"],
      before: { name: "Bruno" },
      after: { name: "Bruno Lima" },
    });
  });
});
