// Statements under random lives of a business: whatever happens and is recorded when, each statement adds up,
// its lines add up to it, each opens where the last closed, no entry stands on two and none is lost. Twenty
// at once are numbered without a gap. The database refuses what does not go on.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { runStatements } from "../../src/flows/run-statements.ts";
import { tellNotices } from "../../src/flows/tell-notices.ts";
import { watchBalances } from "../../src/flows/watch-balances.ts";
import { runSql } from "../run-sql.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";
import { speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

const DAYS = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"];
const SECTIONS = [
  ...["sales", "refunds", "chargebacks", "fees", "guarantees", "adjustments", "at_source", "payouts"],
];

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("sell"),
      day: fc.nat(118),
      paid: fc.integer({ min: 1, max: 99_999 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("refund"),
      of: fc.nat(99),
      day: fc.nat(118),
      part: fc.integer({ min: 1, max: 9999 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("dispute"),
      of: fc.nat(99),
      day: fc.nat(118),
      outcome: fc.constantFrom("won", "lost", "open"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("issue"), month: fc.nat(3), who: fc.nat(2) }) },
);

describe("statements, at length", { timeout: 300_000 }, () => {
  let shop: PianoShop;
  let parties: string[];
  let count = 0;
  let pendingSeen = false;

  const dayAt = (day: number) => new Date(Date.UTC(2026, 0, 1 + day, 1, 30)).toISOString();
  const all = async (path: string): Promise<Parsed[]> => {
    const found: Parsed[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await shop.get(`${path}${path.includes("?") ? "&" : "?"}limit=100${cursor}`);
      found.push(...body.data);
      if (body.nextCursor === null) return found;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    parties = [shop.producer, shop.party.bruno, shop.party.carla];
    // So that something is pending at the end of a month.
    expect((await shop.patch("/workspace", { holds: { default: 17 } })).status).toBe(200);
  });
  afterAll(() => shop.door.close());

  const live = async (steps: readonly Parsed[]) => {
    const sales: string[] = [];
    for (const one of steps) {
      count += 1;
      if (one.do === "sell") {
        const { body } = await shop.sell(`s${count}`, { at: dayAt(one.day), paid: one.paid });
        sales.push(body.id);
      } else if (one.do === "issue") {
        const wanted = { party: parties[one.who], currency: "USD", until: DAYS[one.month] };
        expect([201, 409, 422]).toContain((await shop.post("/statements", wanted)).status);
      } else if (sales.length > 0) {
        const sale = sales[one.of % sales.length];
        const facts = { externalId: `x${count}`, at: dayAt(one.day), amount: one.part ?? 1 };
        if (one.do === "refund") await shop.post(`/sales/${sale}/refunds`, facts);
        else {
          const made = await shop.post(`/sales/${sale}/disputes`, facts);
          const close = { outcome: one.outcome, ...(one.outcome === "lost" ? { fee: 1500 } : {}) };
          if (made.status === 201 && one.outcome !== "open") {
            await shop.post(`/disputes/${made.body.id}/close`, close);
          }
        }
      }
    }
  };

  const check = async () => {
    for (const party of parties) {
      const told = (await all(`/statements?party=${party}`)).reverse();
      let opening = 0;
      const seen = new Set<string>();
      const covered: Parsed[] = [];
      for (const [i, one] of told.entries()) {
        const moved = SECTIONS.reduce((sum, name) => sum + one.sections[name], 0);
        expect(one.opening).toBe(opening);
        expect(one.closing).toBe(one.opening + moved);
        if (i > 0) expect(Date.parse(one.from) - Date.parse(told[i - 1].until)).toBe(86_400_000);
        const lines = await all(`/statements/${one.id}/lines`);
        expect(lines).toHaveLength(one.lines);
        expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(moved);
        for (const line of lines) {
          const key = `${line.seq} ${line.line}`;
          expect(seen.has(key)).toBe(false);
          seen.add(key);
        }
        // How it ends, from the lines of all so far: what had come by the last day, and what had not.
        covered.push(...lines);
        const later = covered.filter((line) => line.availableOn > one.until);
        const held = covered.reduce((sum, line) => sum + line.held, 0);
        expect(one.pending).toBe(later.reduce((sum, line) => sum + line.amount - line.held, 0));
        expect(one.reserved).toBe(held);
        expect(one.available + one.pending + one.reserved + one.rolling).toBe(one.closing);
        pendingSeen ||= one.pending !== 0;
        opening = one.closing;
      }
      const { body: draft } = await shop.get(`/statement-drafts?party=${party}&currency=USD`);
      if (draft.closing === undefined) continue;
      const { body: balances } = await shop.get(`/balances?party=${party}`);
      const [{ available, pending, reserved }] = balances.data;
      expect(draft.closing).toBe(available + pending + reserved);
    }
  };

  test("each adds up, none loses or repeats an entry, the draft closes at what is owed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        await live(steps);
        await check();
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(pendingSeen).toBe(true);
  });

  test("a statement of many movements is whole on paper, in parts that stay the same", async () => {
    const { id: party } = await shop.make("/parties", { kind: "partner", name: "Many", ref: "many" });
    await shop.make("/affiliations", { product: shop.product, party, code: "MANY", rate: "0.20" });
    const sale = { product: shop.product, currency: "USD", paid: 1000, affiliate: { code: "MANY" } };
    const lines = Array.from({ length: 2_600 }, (_, i) =>
      JSON.stringify({ ...sale, externalId: `many-${i}`, at: dayAt(i % 28) }),
    );
    const headers = { authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}` };
    const url = "/v1/sales/batch";
    const batch = await shop.door.server.inject({
      ...{ method: "POST", url, payload: lines.join("\n") },
      headers: { ...headers, "content-type": "application/x-ndjson" },
    });
    expect(batch.statusCode, batch.body.slice(0, 300)).toBe(200);
    // As the database does by itself, within a minute of so many new rows.
    await runSql(shop.door.url, "ANALYZE");
    const { body } = await shop.post("/statements", { party, currency: "USD", until: "2026-01-31" });
    expect(body).toMatchObject({ lines: 2_600, parts: 2 });
    const part = (number: number) =>
      shop.door.server.inject({ url: `/v1/statements/${body.id}/statement.pdf?part=${number}`, headers });
    const [first, second] = [await part(1), await part(2)];
    expect(first.headers["content-disposition"]).toContain("-1-en.pdf");
    expect(pagesOf(first.rawPayload)).toBeGreaterThan(40);
    expect(pagesOf(second.rawPayload)).toBeLessThan(10);
    expect((await part(2)).rawPayload.equals(second.rawPayload)).toBe(true);
    expect((await part(3)).statusCode).toBe(404);
  });

  test("twenty at once are numbered without a gap; a run leaves nobody out and is repeated without harm", async () => {
    const extra = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const { id } = await shop.make("/parties", { kind: "partner", name: `P${i}`, ref: `p${i}` });
        await shop.make("/affiliations", { product: shop.product, party: id, code: `P${i}`, rate: "0.20" });
        await shop.sell(`p${i}`, { at: "2026-04-10T12:00:00Z", affiliate: { code: `P${i}` } });
        return id;
      }),
    );
    const until = "2026-04-30";
    const issued = await Promise.all(
      extra.map((party) => shop.post("/statements", { party, currency: "USD", until })),
    );
    expect(issued.map((one) => one.status)).toEqual(extra.map(() => 201));
    const { body: run } = await shop.post("/statement-runs", { until: "2026-05-31" });
    expect((await shop.post("/statement-runs", { until: "2026-05-31" })).body.code).toBe("run_running");
    const id = parsePublicId("statementrun", run.id) as Uuid;
    await Promise.all([1, 2, 3].map(() => runStatements(shop.door.app, shop.ws, id)));
    const { body: done } = await shop.get(`/statement-runs/${run.id}`);
    expect(done).toMatchObject({ state: "done", issued: done.total });
    expect(done.issued).toBeGreaterThanOrEqual(extra.length);
    const numbers = (await all("/statements")).map((one) => one.number).reverse();
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  test("the party is told once of each; below zero both sides are", async () => {
    const bruno = await speaksFor(shop, "bruno", { party: shop.party.bruno });
    await shop.sell("neg", { at: "2026-06-01T12:00:00Z" });
    const last = await shop.post("/statements", {
      ...{ party: shop.party.bruno, currency: "USD", until: "2026-06-30" },
    });
    expect(last.status).toBe(201);
    const { app, identity } = shop.door;
    await tellNotices(app, identity, shop.ws);
    await tellNotices(app, identity, shop.ws);
    const inbox = async () => (await bruno.person.send({ method: "GET", url: "/v1/inbox" })).json().data;
    const told = (await inbox()).filter((one: Parsed) => one.kind === "statement_issued");
    expect(told.filter((one: Parsed) => one.leadsTo === last.body.id)).toMatchObject([
      { path: `/partner/${bruno.party}/statements/${last.body.id}` },
    ]);
    expect((await shop.patch("/workspace", { writeOffDays: 0 })).status).toBe(400);
    expect((await shop.patch("/workspace", { writeOffDays: 2 })).body.writeOffDays).toBe(2);
    await watchBalances(app, shop.ws);
    expect((await inbox()).filter((one: Parsed) => one.kind === "balance_negative")).toHaveLength(0);
  });

  test("what is owed for longer than the setting says is proposed as a write-off, once, for a person to approve", async () => {
    const { app } = shop.door;
    const { id: party } = await shop.make("/parties", { kind: "partner", name: "Owing", ref: "owing" });
    const taken = { party, kind: "adjustment", currency: "USD", amount: -1500, reason: "Paid twice" };
    const made = await shop.make("/adjustments", taken);
    const ana = await shop.door.person("owner", {
      ...{ ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid },
    });
    const at = `/v1/workspaces/${shop.workspace}/adjustments`;
    expect((await ana.send({ method: "POST", url: `${at}/${made.id}/approve` })).statusCode).toBe(200);
    const proposed = async () =>
      (await all(`/adjustments?party=${party}`)).filter((one) => one.kind === "write_off");
    await watchBalances(app, shop.ws);
    expect(await proposed()).toEqual([]);
    await runSql(
      shop.door.url,
      `SELECT set_config('app.ws', '${shop.ws}', false);
       UPDATE partage.negative_balance SET since = since - interval '49 hours'`,
    );
    expect((await shop.patch("/workspace", { writeOffDays: null })).status).toBe(200);
    await watchBalances(app, shop.ws);
    expect(await proposed()).toEqual([]);
    expect((await shop.patch("/workspace", { writeOffDays: 2 })).status).toBe(200);
    await watchBalances(app, shop.ws);
    await watchBalances(app, shop.ws);
    const [one, ...more] = await proposed();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ state: "proposed", amount: 1500, createdBy: "Partage" });
    expect((await ana.send({ method: "POST", url: `${at}/${one.id}/approve` })).statusCode).toBe(200);
    const { body } = await shop.get(`/balances?party=${party}`);
    expect(body.data[0]).toMatchObject({ available: 0, pending: 0 });
  });

  test("the database refuses one that does not go on, or does not add up", async () => {
    const forge = (change: string) =>
      runSql(
        shop.door.url,
        `SELECT set_config('app.ws', '${shop.ws}', false);
         CREATE TEMP TABLE forged AS SELECT * FROM partage.statement WHERE party = (
           SELECT party FROM partage.statement ORDER BY number DESC LIMIT 1) ORDER BY place DESC LIMIT 1;
         UPDATE forged SET id = gen_random_uuid(), number = number + 1, place = place + 1, since = before,
           since_seq = head_seq, from_day = until_day + 1, until_day = until_day + 30, opening = closing, sales = 0,
           refunds = 0, chargebacks = 0, fees = 0, guarantees = 0, adjustments = 0, at_source = 0, payouts = 0;
         ${change}; INSERT INTO partage.statement SELECT * FROM forged`,
      );
    await expect(forge("UPDATE forged SET closing = closing + 1")).rejects.toThrow(/statement_adds_up/);
    await expect(forge("UPDATE forged SET opening = opening + 1, closing = closing + 1")).rejects.toThrow(
      /go on/,
    );
    await expect(forge("UPDATE forged SET number = number + 1")).rejects.toThrow(/no number before/);
    await expect(runSql(shop.door.url, "UPDATE partage.statement SET closing = 0")).rejects.toThrow(
      /append-only/,
    );
  });
});
