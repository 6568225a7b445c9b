// A partner takes the sales behind its figures home and splits them again with the real executable: tiers,
// caps, versions, renewals, refunds, disputes, fees of several kinds, other partners it may not see. Every
// line of its own comes out to the last unit, and nothing of anybody else is in the file.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unzip } from "../base/unzip.ts";
import { openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const ROOT = join(import.meta.dirname, "../..");
const TIERS = [{ upTo: 150_000, share: "0.10" }, { share: "0.173331" }];
const SALES = 240;

/** A seed that repeats. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe("the sales behind a partner's figures", () => {
  let shop: Shop;
  const who: Record<string, Speaker> = {};
  const folder = mkdtempSync(join(tmpdir(), "proof-"));

  beforeAll(async () => {
    shop = await openShop();
    for (const name of ["bruno", "carla", "davi", "erin"]) who[name] = await speaksFor(shop, name);
    await shop.make("/parties", { kind: "platform", ref: "market", name: "Market" });
    await shop.make("/parties", { kind: "processor", ref: "stripe", name: "Stripe" });
    const fee = (bearer: string) => ({
      party: { ref: "market" },
      rate: "0.0731",
      fixed: { USD: 37 },
      bearer,
    });
    const piano = await makeProduct("piano", { platformFee: fee("shared") });
    const guitar = await makeProduct("guitar", {
      platformFee: fee("producer"),
      processorFee: { bearer: "producer" },
      unreturnedFees: "pro_rata",
    });
    const agree = async (product: string, party: string, terms: object) =>
      (await shop.make("/contracts", { product, party: { ref: party }, ...AGREED, ...terms })).id as string;
    const cap = { kind: "cap", earned: 90_000 };
    const tiers = { kind: "tiers", measure: "net", period: "month", tiers: TIERS };
    const bruno = await agree(piano, "bruno", { clauses: [tiers], renewals: "at_signup" });
    await agree(piano, "carla", { share: "0.1333", base: "net", scope: "direct" });
    await agree(piano, "davi", { share: "0.07", scope: "recruited" });
    await agree(guitar, "bruno", { share: "0.20", clauses: [cap, { kind: "cap", sales: 70 }] });
    await agree(guitar, "carla", { share: "0.333333", base: "gross" });
    const later = { ...AGREED, share: "0.2177", clauses: [cap], starts: "2026-02-15T00:00:00Z" };
    await shop.make(`/contracts/${bruno}/versions`, { ...later, renewals: "at_signup" });
    for (const product of [piano, guitar]) {
      const promoter = { product, party: { ref: "erin" }, code: `E-${product.slice(-4)}`, rate: "0.3" };
      await shop.make("/affiliations", { ...promoter, recruitedBy: { ref: "davi" } });
    }
    await sellAndTakeBack([piano, guitar]);
  }, 120_000);
  afterAll(async () => {
    await shop.door.close();
    rmSync(folder, { recursive: true });
  });

  const makeProduct = async (name: string, terms: object) =>
    (await shop.make("/products", { name, externalId: name, terms })).id as string;

  /** All sales in one batch, in order of time; then what is taken back of them. */
  async function sellAndTakeBack(products: readonly string[]) {
    const pick = numbers(7);
    const sales = Array.from({ length: SALES }, (_, i) => {
      const product = products[pick(2)] as string;
      const paid = 900 + pick(20_000);
      const renews = pick(4) === 0;
      return {
        externalId: `s-${i}`,
        product,
        at: new Date(Date.UTC(2026, 0, 3) + i * 6 * 3_600_000).toISOString(),
        currency: "USD",
        paid,
        ...(pick(3) === 0 ? { tax: Math.floor(paid / 11), shipping: pick(300) } : {}),
        fees: [{ party: { ref: "stripe" }, amount: 30 + pick(200) }],
        ...(pick(3) === 0 ? { affiliate: { code: `E-${product.slice(-4)}` } } : {}),
        ...(renews ? { subscription: { ref: `sub-${product}-${pick(5)}`, charge: 1 + pick(3) } } : {}),
        buyer: { email: `buyer${i}@example.com`, name: `Buyer Number ${i}` },
      };
    });
    const headers = {
      "content-type": "application/x-ndjson",
      authorization: `Bearer ${await shop.door.key(undefined, shop.ws)}`,
    };
    const payload = sales.map((one) => JSON.stringify(one)).join("\n");
    const answer = await shop.door.server.inject({
      method: "POST",
      url: "/v1/sales/batch",
      headers,
      payload,
    });
    const ids = linesOf(answer.body).map((line) => JSON.parse(line).id as string);
    expect(ids.filter(Boolean)).toHaveLength(SALES);
    for (const [i, { paid }] of sales.entries()) {
      for (let left = paid, j = 0; pick(4) === 0 && left > 1; j++) {
        const amount = 1 + pick(left);
        left -= amount;
        const feesReturned = ["all", "none", "platform_fee", "processor_fee"][pick(4)];
        await shop.make(`/sales/${ids[i]}/refunds`, { externalId: `r-${i}-${j}`, amount, feesReturned });
      }
    }
  }

  async function download(speaker: Speaker, query = ""): Promise<Map<string, string>> {
    const answer = await speaker.person.send({
      method: "GET",
      url: `/v1/partner/${speaker.party}/proof${query}`,
    });
    expect(answer.statusCode).toBe(200);
    return unzip(answer.rawPayload);
  }

  /** What the command answers, this party's lines alone. */
  function splitAgain(files: Map<string, string>, party: string): string[] {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const words = ["split", "--plan", join(folder, "plan.json"), join(folder, "sales.ndjson")];
    const run = spawnSync(join(ROOT, "bin/partage"), words, { encoding: "utf8", maxBuffer: 1e9 });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
    return run.stdout
      .trim()
      .split("\n")
      .map((line) => {
        const { id, allocations } = JSON.parse(line);
        const own = allocations.filter((one: Parsed) => one.party === party);
        return JSON.stringify({ id, lines: own.map(({ party: _, ...one }: Parsed) => one) });
      });
  }

  const linesOf = (text: string | undefined) => (text ?? "").split("\n").filter((line) => line !== "");

  test.each(["bruno", "carla", "davi", "erin"])("%s splits them again, to the last unit", async (name) => {
    const speaker = who[name] as Speaker;
    const files = await download(speaker);
    const names = ["sales.ndjson", "expected.ndjson", "plan.json", "README.txt"];
    expect([...files.keys()]).toEqual(expect.arrayContaining(names));
    // What depends on others beyond a unit is told by its answer alone: rarely any.
    expect(linesOf(files.get("not-shown.ndjson")).length).toBeLessThan(4);
    const expected = linesOf(files.get("expected.ndjson"));
    expect(expected.length).toBeGreaterThan(name === "erin" ? 40 : SALES / 3);
    expect(splitAgain(files, speaker.party)).toEqual(expected);
  });

  test("what is expected is what the portal shows, sale by sale", async () => {
    const bruno = who.bruno as Speaker;
    const files = await download(bruno);
    const expected = linesOf(files.get("expected.ndjson")).map((line) => JSON.parse(line));
    const kept = new Map<string, number>();
    let sale = "";
    for (const { id, lines } of expected) {
      if (id.startsWith("sale_")) sale = id;
      kept.set(sale, (kept.get(sale) ?? 0) + lines.reduce((sum: number, one: Parsed) => sum + one.amount, 0));
    }
    const shown = new Map<string, number>();
    for (let cursor = ""; ; ) {
      const page = await bruno.get(`/sales?limit=100${cursor}`);
      for (const one of page.data) {
        shown.set(
          one.id,
          one.lines.reduce((sum: number, line: Parsed) => sum + line.amount - line.reversed, 0),
        );
      }
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(shown));
  });

  test("a stretch of time loses nothing of what clauses had counted before it", async () => {
    const bruno = who.bruno as Speaker;
    const files = await download(bruno, "?from=2026-02-10T00:00:00Z&to=2026-02-25T00:00:00Z");
    const expected = linesOf(files.get("expected.ndjson"));
    expect(expected.length).toBeLessThan(SALES);
    expect(splitAgain(files, bruno.party)).toEqual(expected);
    expect(files.get("sales.ndjson")).toMatch(/\{"counters":\{"(earned|sales|volume)[^}]*[1-9]/);
  });

  test("nobody else's part is in it, no name of another partner, no buyer", async () => {
    const { bruno, carla, davi, erin } = who;
    const all = [...(await download(bruno as Speaker)).values()].join("\n");
    for (const other of [carla, davi, erin]) expect(all).not.toContain((other as Speaker).party);
    for (const secret of ["0.1333", "buyer0@", "Buyer Number", shop.producer]) {
      expect(all).not.toContain(secret);
    }
  });
});

const AGREED = {
  renewals: "at_charge",
  tail: "none",
  evidence: "Signed",
  starts: "2020-01-01T00:00:00Z",
} as const;
