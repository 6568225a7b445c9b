// A workspace in which everything happened, as other programs read it: refunds, disputes of every outcome, a
// reserve, an adjustment, a write-off, an opening balance, a settled minimum, an advance that is recovered,
// payouts that arrived, failed, came back and were paid in another currency, a settlement of a source that
// exchanged a part of it. hledger, Ledger and Beancount
// agree with every balance to the cent, of the whole and of each period.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decimalText } from "../../src/base/decimal-text.ts";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { agreeToAdjustment, proposeAdjustment } from "../../src/flows/adjust-balance.ts";
import type { App } from "../../src/flows/app.ts";
import { changePayoutSettings } from "../../src/flows/change-payout-settings.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { agreeToOpening, tellOpening } from "../../src/flows/open-balance.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { setPayoutMethod } from "../../src/flows/set-payout-method.ts";
import { setReserve } from "../../src/flows/set-reserve.ts";
import { settleContracts } from "../../src/flows/settle-contracts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { AGREED, openShop, type Shop } from "../journeys/open-shop.ts";
import { ids, openTestDoor } from "../journeys/test-door.ts";
import { SECRET } from "../payouts/open-payout-shop.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const ANA = { actor: "account:ana", name: "Ana", email: null };
const FAY = { actor: "account:fay", name: "Fay", email: null };
const DAY = 86_400_000;
const monthOf = (at: number) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth();
const CHECKER = "bean-check";
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

describe("a workspace of everything", { timeout: 180_000 }, () => {
  let shop: Shop;
  let app: App;
  let ws: number;
  let product: string;
  let folder: string;
  let headers: Record<string, string>;
  const party: Record<string, Uuid> = {};
  // Two months before now, so that no day lies ahead at the end.
  let behind = 62 * DAY;
  const began = Date.now() - behind;

  const clock = { ...ids, now: () => ids.now() - behind };
  const iso = () => new Date(clock.now()).toISOString();
  const sell = async (externalId: string, more: object = {}) =>
    (await shop.make("/sales", { externalId, product, currency: "USD", paid: 40_000, at: iso(), ...more }))
      .id;
  const adjust = async (of: string, amount: number, kind: "adjustment" | "write_off" = "adjustment") => {
    const wanted = { party: party[of] as Uuid, kind, currency: "USD", amount, reason: "As agreed" };
    await agreeToAdjustment(app, ws, await proposeAdjustment(app, ws, wanted, ANA), FAY);
  };
  const pay = async (of: string, how: "settled" | "failed", rates: Parsed[] = []) => {
    const run = await proposePayouts(app, ws, { parties: [party[of] as Uuid], rates }, ANA);
    await approvePayouts(app, ws, run, FAY);
    await payRun(app, ws, run);
    const [one] = await inWorkspace(app.db, ws, (tx) => listPayouts(tx, ws, { run, limit: 1 } as never));
    const end = { payout: one?.id as Uuid, reason: how === "failed" ? "AC04" : "", externalId: null };
    expect(await endPayouts(app, ws, how, [end], "system")).toMatchObject({ ended: 1 });
    return end;
  };

  beforeAll(async () => {
    const safe = openSafe(SECRET, ids.random);
    const make = (db: Database): App => ({ db, ids: clock, safe, posting: openPosting(db, clock) });
    shop = await openShop(await openTestDoor({ app: make }));
    ({ ws } = shop);
    ({ app } = shop.door);
    headers = { authorization: `Bearer ${await shop.door.key(undefined, ws)}` };
    folder = mkdtempSync(join(tmpdir(), "partage-everything-"));
    await makeParties();
    await firstMonth();
    behind -= 32 * DAY;
    await secondMonth();
    behind = 0;
    await sell("now");
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await shop.door.close();
  });

  async function makeParties(): Promise<void> {
    for (const name of ["bruno", "carla", "dora", "eva", "market"]) {
      const kind = name === "market" ? "platform" : "partner";
      const { id } = await shop.make("/parties", { kind, ref: name, name: `=${name} "&|` });
      party[name] = parsePublicId("party", id) as Uuid;
      if (kind === "platform") continue;
      const method = { kind: "wise", holder: name, email: `${name}@example.com` } as const;
      await setPayoutMethod(app, ws, party[name] as Uuid, method, { ...ANA, side: "producer" });
    }
    const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
    product = (await shop.make("/products", { name: "@Piano", externalId: "piano", terms: { platformFee } }))
      .id;
    const starts = new Date(clock.now() + 1000).toISOString();
    // Even of a month of which one day is left, more than is earned here.
    const minimum = { kind: "minimum", amount: 5_000_000, currency: "USD", period: "month" };
    const advance = { kind: "recoup", amount: 3_000, currency: "USD", from: "share" };
    const agreed = { product, starts, ...AGREED };
    await shop.make("/contracts", { ...agreed, party: { ref: "bruno" }, share: "0.10", clauses: [minimum] });
    await shop.make("/contracts", { ...agreed, party: { ref: "dora" }, share: "0.20", clauses: [advance] });
    await shop.make("/affiliations", { product, party: { ref: "carla" }, code: "CARLA", rate: "0.35" });
    behind -= 5000;
  }

  async function firstMonth(): Promise<void> {
    const affiliate = { code: "CARLA" };
    const first = await sell("s1", { affiliate, tax: 1000, shipping: 300 });
    for (let i = 2; i < 8; i++) await sell(`s${i}`, i % 2 === 0 ? { affiliate } : { currency: "EUR" });
    await shop.make(`/sales/${first}/refunds`, { externalId: "r1", amount: 12_345, at: iso() });
    for (const [id, outcome] of [
      ["d1", "won"],
      ["d2", "lost"],
      ["d3", "open"],
    ] as const) {
      const sale = await sell(`of-${id}`, { affiliate });
      const dispute = await shop.make(`/sales/${sale}/disputes`, {
        externalId: id,
        amount: 9_999,
        at: iso(),
      });
      if (outcome === "open") continue;
      const closed = { outcome, ...(outcome === "lost" ? { fee: 1500 } : {}) };
      expect((await shop.post(`/disputes/${dispute.id}/close`, closed)).status).toBe(200);
    }
    const wanted = {
      party: party.eva as Uuid,
      currency: "USD",
      amount: 7_700,
      asOf: iso().slice(0, 10),
      note: "n",
    };
    const opening = await tellOpening(app, ws, wanted as never, ANA);
    const eva = { side: "party", party: party.eva as Uuid, actor: "account:eva", name: "Eva", email: null };
    await agreeToOpening(app, ws, opening, eva as never);
    await setReserve(app, ws, party.carla as Uuid, { rate: 100_000, days: 30 } as never, ANA);
  }

  /**
   * What a source sent: a sale of its currency, one that it exchanged, a fee of no sale; differences booked.
   */
  async function settleSource(): Promise<void> {
    for (const currency of ["USD", "EUR"]) await sell(`shop-${currency}`, { source: "shop", currency });
    const lines = [
      { ref: "shop-USD", gross: 40_000, fee: 1_190 },
      { ref: "shop-EUR", gross: 43_107, fee: 1_281 },
      { kind: "other", ref: "Radar", gross: -150 },
    ];
    const settled = { source: "shop", externalId: "po_1", currency: "USD", arrivedOn: iso().slice(0, 10) };
    const { id, exchanged } = await shop.make("/source-settlements", { ...settled, lines });
    expect(exchanged).toMatchObject([{ currency: "EUR", gross: 40_000, arrived: 41_826, lines: 1 }]);
    for (const n of [1, 2, 3]) {
      const booked = await shop.post(`/source-settlements/${id}/lines/${n}/answer`, { how: "book" });
      expect(booked.body.state, JSON.stringify(booked.body)).toBe("booked");
    }
  }

  async function secondMonth(): Promise<void> {
    await settleSource();
    // As many months as ended since the first sale: one, or on some days of the year two.
    const ended = monthOf(clock.now()) - monthOf(began);
    expect(await settleContracts(app, ws)).toBe(ended);
    await sell("m2", { affiliate: { code: "CARLA" } });
    await adjust("bruno", 2_500);
    await pay("bruno", "settled");
    await pay("carla", "failed");
    const back = await pay("carla", "settled");
    await endPayouts(app, ws, "returned", [back], "system");
    const settings = { currency: "EUR", schedule: null, minimum: null, rail: null, held: false, heldWhy: "" };
    await changePayoutSettings(app, ws, party.dora as Uuid, settings as never, "system");
    await pay("dora", "settled", [
      { from: "USD", to: "EUR", rate: "0.9137", source: "ECB reference rate", at: clock.now() },
    ]);
    await pay("eva", "settled");
    await adjust("eva", -4_200);
    await adjust("eva", 4_200, "write_off");
  }

  const read = async (path: string) => {
    const answer = await shop.door.server.inject({ method: "GET", url: `/v1${path}`, headers });
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
    return answer.body;
  };
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  /** Balances by currency, sorted: names differ, figures may not. */
  const figures = (rows: readonly [string, string][]) =>
    rows
      .filter(([amount]) => !/^-?0(\.0+)?$/.test(amount))
      .map(([amount, currency]) => `${currency} ${amount}`)
      .sort();
  const ours = async (asOf = "") => {
    const accounts = JSON.parse(await read(`/accounts?limit=100${asOf}`)).data as Parsed[];
    return figures(accounts.map((one) => [decimalText(0 - one.balance, one.currency), one.currency]));
  };

  test("it has every kind of entry and every kind of account, and verifies", async () => {
    const entries = JSON.parse(await read("/entries?limit=100")).data as Parsed[];
    const kinds = [...new Set(entries.map((one) => one.kind))].sort();
    expect(kinds).toEqual(
      expect.arrayContaining(["adjustment", "dispute_lost", "dispute_opened", "dispute_won", "opening"]),
    );
    expect(kinds).toEqual(expect.arrayContaining(["refund", "sale", "settlement", "write_off"]));
    expect(kinds).toEqual(
      expect.arrayContaining(["source_settlement", "source_exchange", "settlement_difference"]),
    );
    expect(kinds.filter((kind) => kind.startsWith("payout")).length).toBeGreaterThanOrEqual(4);
    const { kinds: held } = JSON.parse(await read("/trial-balance")) as Parsed;
    const of = new Set(held.map((one: Parsed) => one.kind));
    for (const kind of [
      "payable",
      "reserved",
      "in_transit",
      "processor",
      "tax",
      "platform_fees",
      "bank",
      "fx",
    ]) {
      expect(of, kind).toContain(kind);
    }
    expect(of).toContain("write_off");
    expect((await verifyBooks(app, ws)).disagreements).toEqual([]);
  });

  test("what was paid is told by party: what arrived, and nothing that failed or came back", async () => {
    const paid = async (name: string) =>
      JSON.parse(await read(`/reports/paid?party=${publicId("party", party[name] as Uuid)}`)).data;
    // Of its two payouts the bank told of one.
    const [euros, dollars] = await paid("bruno");
    expect(euros).toMatchObject({ currency: "EUR", underWay: 0, bySources: 0 });
    expect(euros.arrived).toBeGreaterThan(0);
    expect(dollars).toMatchObject({ currency: "USD", arrived: 0, bySources: 0 });
    expect(dollars.underWay).toBeGreaterThan(0);
    expect(await paid("carla")).toEqual([]);
    // Paid in euros what it earned in both: told in what it earned.
    expect((await paid("dora")).map((one: Parsed) => one.currency)).toEqual(["EUR", "USD"]);
    expect(await paid("eva")).toEqual([{ currency: "USD", arrived: 7_700, underWay: 0, bySources: 0 }]);
  });

  const periods = () => {
    const day = (ago: number) => new Date(ids.now() - ago * DAY).toISOString().slice(0, 10);
    return ["", `&to=${day(40)}`, `&from=${day(39)}&to=${day(20)}`, `&from=${day(19)}`];
  };

  test.for(["hledger", "ledger"])(
    "%s agrees to the cent, of the whole and of each period",
    async (program, context) => {
      if (!has(program)) return context.skip(`${program} is not installed`);
      for (const [i, range] of periods().entries()) {
        const path = file(`${i}.${program}`, await read(`/books?program=${program}${range}`));
        const strict = program === "hledger" ? ["check", "--strict"] : ["--pedantic", "--strict", "balance"];
        const checked = spawnSync(program, ["-f", path, ...strict], { encoding: "utf8" });
        expect(checked.stderr, range).toBe("");
        expect(checked.status, range).toBe(0);
        if (range !== "" && !range.startsWith("&from")) continue;
        if (range.includes("&to")) continue;
        const how =
          program === "hledger"
            ? ["balance", "--flat", "--no-total", "-N", "-E", "-O", "csv"]
            : ["balance", "--flat", "--no-total", "--empty", "--format", '"%A","%T"\n'];
        const said = execFileSync(program, ["-f", path, ...how], { encoding: "utf8" });
        const told = [...said.matchAll(/"(-?[\d.]+) ([A-Z]{3})"/g)].map((one): [string, string] => [
          one[1] as string,
          one[2] as string,
        ]);
        expect(figures(told), range).toEqual(await ours());
      }
    },
  );

  test("bean-check agrees with no tolerance, of the whole and of each period", async (context) => {
    if (!has(CHECKER)) return context.skip("beancount is not installed");
    for (const [i, range] of periods().entries()) {
      const text = await read(`/books?program=beancount${range}`);
      const checked = spawnSync(CHECKER, [file(`${i}.beancount`, text)], { encoding: "utf8" });
      expect(`${checked.stdout}${checked.stderr}`, range).toBe("");
      expect(checked.status, range).toBe(0);
      const balances = [...text.matchAll(/^\S+ balance \S+ +(-?[\d.]+)(?: ~ 0)? ([A-Z]{3})/gm)];
      if (range === "") {
        const last = balances.map((one): [string, string] => [one[1] as string, one[2] as string]);
        expect(figures(last)).toEqual(await ours());
      }
    }
  });
});
