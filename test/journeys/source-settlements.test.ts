// Settlements of sources, over HTTP: what a shop's processor sent is booked once, held against the sales, and
// each difference is booked, explained or matched; verify agrees, and finds what was changed by hand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runSql } from "../run-sql.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const DAY = "2026-03-05";
const AT = "2026-03-01T12:00:00.000Z";

describe("settlements of a source", () => {
  let shop: PianoShop;

  const sell = async (externalId: string, more: object = {}) => {
    const fees = [{ party: { ref: "stripe" }, amount: 320 }];
    const { status, body } = await shop.sell(externalId, { source: "shop", fees, at: AT, ...more });
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const settle = (externalId: string, lines: object[], more: object = {}) =>
    shop.post("/source-settlements", {
      ...{ source: "shop", externalId, currency: "USD", arrivedOn: DAY, lines },
      ...more,
    });
  const linesOf = async (id: string, state = "") =>
    (await shop.get(`/source-settlements/${id}/lines${state === "" ? "" : `?state=${state}`}`)).body.data;
  const answer = (id: string, n: number, how: string, said = "") =>
    shop.post(`/source-settlements/${id}/lines/${n}/answer`, { how, answer: said });
  const balances = async () => {
    const { body } = await shop.get("/trial-balance");
    const of = (kind: string) =>
      body.kinds
        .filter((one: Parsed) => one.kind === kind)
        .reduce((sum: number, one: Parsed) => sum + one.balance, 0);
    return { processor: of("processor"), fees: of("processor_fees"), bank: of("bank") };
  };
  /** What sources and processors owe and are owed, each account that is not at 0. */
  const byAccount = async () => {
    const { data } = (await shop.get("/accounts?limit=100")).body;
    const theirs = data.filter((one: Parsed) => one.kind.startsWith("processor") && one.balance !== 0);
    return theirs.map((one: Parsed) => `${one.kind} ${one.party?.name ?? one.source} ${one.balance}`).sort();
  };
  const wrong = async () => (await verifyBooks(shop.door.app, shop.ws)).disagreements;

  beforeAll(async () => {
    shop = await openPianoShop();
    await shop.make("/parties", { kind: "processor", name: "Stripe", ref: "stripe" });
    await sell("ch_1");
    await sell("ch_2");
    await sell("ch_3");
    const refund = {
      externalId: "re_1",
      amount: 4000,
      feesReturned: "platform_fee",
    };
    const { status, body } = await shop.post(`/sales/${(await sell("ch_4")).id}/refunds`, refund);
    expect(status, JSON.stringify(body)).toBe(201);
  });
  afterAll(() => shop.door.close());

  test("what agrees is booked whole, once, and leaves nothing at the source", async () => {
    const lines = [
      { kind: "sale", ref: "ch_1", at: AT, gross: 10_000, fee: 320 },
      { kind: "sale", ref: "ch_4", at: AT, gross: 10_000, fee: 320 },
      { kind: "refund", ref: "re_1", at: AT, gross: -4000 },
    ];
    const before = await balances();
    expect(before).toEqual({ processor: -36_000, fees: 1280, bank: 0 });
    const first = await settle("po_1", lines);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.body).toMatchObject({ gross: 16_000, fee: 640, net: 15_360, lines: 3, open: 0 });
    expect(await balances()).toEqual({ processor: -20_000, fees: 640, bank: -15_360 });
    const again = await settle("po_1", lines);
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    const other = await settle("po_1", lines.slice(0, 2));
    expect([other.status, other.body.code]).toEqual([409, "settlement_differs"]);
    const many = await Promise.all(
      Array.from({ length: 10 }, () => settle("po_9", [{ ref: "x", gross: 1 }])),
    );
    expect(many.map((one) => one.status).sort()).toEqual([...Array(9).fill(200), 201]);
    const { body } = await shop.get(`/source-settlements/${many[0]?.body.id}/lines`);
    expect(body.data).toMatchObject([{ difference: "unknown_sale", expected: { gross: 0, fee: 0 } }]);
    expect(await wrong()).toEqual([]);
  });

  test("every difference is named, and what can be done about it puts the accounts right", async () => {
    const { status, body } = await settle("po_2", [
      { kind: "sale", ref: "ch_2", at: AT, gross: 10_000, fee: 350 },
      { kind: "sale", ref: "ch_1", at: AT, gross: 10_000, fee: 320 },
      { kind: "sale", ref: "ch_late", at: AT, gross: 10_000, fee: 320 },
      { kind: "other", ref: "Radar", gross: -150, note: "Radar fee" },
      { kind: "refund", ref: "re_77", refs: ["ch_2"], gross: -100 },
    ]);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.open).toBe(5);
    const open = await linesOf(body.id, "open");
    expect(open.map((one: Parsed) => one.difference)).toEqual([
      "fee_differs",
      "settled_twice",
      "unknown_sale",
      "not_a_sale",
      "unknown_refund",
    ]);
    const missing = (await shop.get(`/source-settlements/${body.id}/missing`)).body.data;
    expect(missing.map((one: Parsed) => one.externalId)).toEqual(["ch_3"]);

    const booked = await answer(body.id, 1, "book");
    expect(booked.body).toMatchObject({ state: "booked", answer: "" });
    // The fee of 30 more and the 150 that no sale bears are the producer's.
    expect(await posted(booked.body.entry)).toEqual(["payable -30", "processor_fees 30"]);
    const bare = await answer(body.id, 4, "book");
    expect(await posted(bare.body.entry)).toEqual(["payable -150", "processor 150"]);
    const refused = await answer(body.id, 3, "book");
    expect([refused.status, refused.body.code]).toEqual([409, "difference_not_bookable"]);
    expect((await answer(body.id, 1, "book")).body.code).toBe("difference_booked");
    for (const nothing of ["", "   ", "ok"]) {
      const refused = await answer(body.id, 2, "explain", nothing);
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, "answer"]);
    }
    const said = await answer(body.id, 2, "explain", "Taken back with po_3");
    expect(said.body).toMatchObject({ state: "explained", answer: "Taken back with po_3" });

    await sell("ch_late");
    const matched = await shop.post(`/source-settlements/${body.id}/match`, {});
    expect(matched.body).toEqual({ agree: 1, open: 1 });
    expect((await linesOf(body.id, "agrees")).map((one: Parsed) => one.ref)).toEqual(["ch_late"]);
    expect(await wrong()).toEqual([]);
  });

  test.each([
    ["told by what arrived alone", { gross: 9_680 }],
    ["whose fee another keeps than the source", { gross: 10_000, fee: 320 }],
  ])(
    "a line %s, of a sale recorded later, leaves nothing at the source once it is matched",
    async (name, told) => {
      const before = await byAccount();
      const ref = `late ${name.length}`;
      const { body } = await settle(`po ${ref}`, [{ kind: "sale", ref, at: AT, ...told }]);
      await sell(ref);
      expect(await byAccount()).not.toEqual(before);
      const matched = await shop.post(`/source-settlements/${body.id}/match`, {});
      expect(matched.body).toEqual({ agree: 1, open: 0 });
      expect(await byAccount()).toEqual(before);
      const [line] = await linesOf(body.id);
      expect(line).toMatchObject({ state: "agrees", difference: null, answer: "" });
      expect(line.expected).toEqual({ gross: 10_000, fee: 320 });
      expect((await posted(line.entry)).join()).not.toContain("payable");
      expect(await wrong()).toEqual([]);
    },
  );

  test("a sale whose fees two processors keep leaves nothing with either", async () => {
    const before = await byAccount();
    await shop.make("/parties", { kind: "processor", name: "Acquirer", ref: "acquirer" });
    const fees = [
      { party: { ref: "stripe" }, amount: 270 },
      { party: { ref: "acquirer" }, amount: 50 },
    ];
    await sell("two keep", { fees });
    const line = { kind: "sale", ref: "two keep", at: AT, gross: 10_000, fee: 320 };
    expect((await settle("po two", [line])).body.open).toBe(0);
    expect(await byAccount()).toEqual(before);
    expect(await wrong()).toEqual([]);
  });

  test("a line whose fee differs and was taken from another leaves nothing either once it is booked", async () => {
    const before = await byAccount();
    const line = { kind: "sale", ref: "late dear", at: AT, gross: 10_000, fee: 350 };
    const { body } = await settle("po late dear", [line]);
    await sell("late dear");
    expect((await shop.post(`/source-settlements/${body.id}/match`, {})).body).toEqual({ agree: 0, open: 1 });
    const booked = await answer(body.id, 1, "book");
    expect(booked.body).toMatchObject({ state: "booked", difference: "fee_differs" });
    const moved = ["payable -30", "processor_fees 350", "processor_fees -320"];
    expect(await posted(booked.body.entry)).toEqual(moved);
    expect(await byAccount()).toEqual(before);
    expect(await wrong()).toEqual([]);
  });

  test("a file is looked at first; a row that cannot be read books nothing", async () => {
    const head =
      "automatic_payout_id,automatic_payout_effective_at,reporting_category,source_id,created,currency,gross,fee,net";
    const row = `po_5,2026-03-09 00:00:00,charge,ch_3,2026-03-01 12:00:00,usd,100.00,3.20,96.80`;
    const bad = { source: "shop", text: `${head}\n${row}\npo_5,2026-03-09,charge,ch_9,x,usd,1o,0,10\n` };
    const looked = await shop.post("/source-settlements/preview", bad);
    expect(looked.body.problems).toMatchObject([
      { row: 3, column: "gross", code: "not_a_number" },
      { row: 3, column: "created" },
    ]);
    const refused = await shop.post("/source-settlements/file", bad);
    expect([refused.status, refused.body.code]).toEqual([422, "unreadable_file"]);
    const file = {
      source: "shop",
      text: `${head}\n${row}\npo_5,2026-03-09,payout,po_5,,usd,-96.80,0,-96.80\n`,
    };
    const preview = await shop.post("/source-settlements/preview", file);
    expect(preview.body).toMatchObject({
      settlements: [{ externalId: "po_5", arrivedOn: "2026-03-09", lines: 1, net: 9680, isKnown: false }],
    });
    expect((await shop.post("/source-settlements/file", file)).body).toMatchObject({ recorded: 1, known: 0 });
    expect((await shop.post("/source-settlements/file", file)).body).toMatchObject({ recorded: 0, known: 1 });
    const { processor } = await balances();
    // Left at the source: nothing of five sales; what it sent twice, unknown, and a refund nobody told.
    expect(processor).toBe(10_000 + 1 - 100);
    expect(await wrong()).toEqual([]);
  });

  test.each([
    [
      "another's sale",
      "SET sale = (SELECT sale FROM partage.source_settlement_line WHERE ref = 'ch_3')",
      "ch_late",
    ],
    ["no sale", "SET sale = NULL", "ch_4"],
    ["what the books expected", "SET expected_gross = expected_gross + 1", "ch_4"],
  ])(
    "verify finds a line that was laid to %s by hand, and is content once it is undone",
    async (_, change, ref) => {
      const free = (act: string) =>
        runSql(
          shop.door.url,
          `SELECT set_config('app.ws', '${shop.ws}', false);
         ALTER TABLE partage.source_settlement_line DISABLE TRIGGER guard; ${act};
         ALTER TABLE partage.source_settlement_line ENABLE TRIGGER guard;`,
        );
      await free(`CREATE TABLE kept_line AS SELECT * FROM partage.source_settlement_line WHERE ref = '${ref}';
      UPDATE partage.source_settlement_line ${change} WHERE ref = '${ref}'`);
      const found = await wrong();
      expect(new Set(found.map((one) => one.check))).toEqual(new Set(["source_settlement"]));
      expect(found[0]?.where).toMatch(/, line \d+$/);
      await free(`UPDATE partage.source_settlement_line l SET sale = k.sale, expected_gross = k.expected_gross
      FROM kept_line k WHERE k.ws = l.ws AND k.settlement = l.settlement AND k.n = l.n; DROP TABLE kept_line`);
      expect(await wrong()).toEqual([]);
    },
  );

  test("verify finds a sale that was brought home by hand", async () => {
    const set = `SELECT set_config('app.ws', '${shop.ws}', false);
      ALTER TABLE partage.settled_entry DISABLE TRIGGER USER;`;
    await sell("ch_other");
    const entry = "(SELECT seq FROM partage.journal WHERE kind = 'sale' AND key = 'ch_other')";
    await runSql(
      shop.door.url,
      `${set} INSERT INTO partage.settled_entry SELECT ws, ${entry}, settlement, n
         FROM partage.source_settlement_line WHERE ref = 'ch_late'`,
    );
    expect((await wrong()).map((one) => one.found)).toContain("3 brought home");
    await runSql(shop.door.url, `${set} DELETE FROM partage.settled_entry WHERE seq = ${entry}`);
    expect(await wrong()).toEqual([]);
  });

  test("verify finds a line that was raised by hand", async () => {
    const set = `SELECT set_config('app.ws', '${shop.ws}', false);
      ALTER TABLE partage.source_settlement_line DISABLE TRIGGER guard;`;
    await runSql(
      shop.door.url,
      `${set} UPDATE partage.source_settlement_line SET gross = gross + 1 WHERE ref = 'ch_3'`,
    );
    const checks = (await wrong()).map((one) => one.check);
    expect(new Set(checks)).toEqual(new Set(["source_settlement"]));
  });

  async function posted(seq: number): Promise<string[]> {
    const { body } = await shop.get(`/entries/${seq}`);
    return body.postings.map((one: Parsed) => `${one.kind} ${one.amount}`);
  }
});
