// The books as other programs read them: hledger, Ledger and Beancount check every balance with no tolerance,
// of the whole and of a month; what they add up is what stands here. A programme that is not installed is
// skipped and counted.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decimalText } from "../../src/base/decimal-text.ts";
import { openPianoShop, type PianoShop } from "../journeys/sell-piano.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const NAMES = ["=cmd|' /C calc'!A0", 'Ünï "quoted" ; {curly} [x]', "  two  spaces ", "مدرسة"];

describe("books out", { timeout: 120_000 }, () => {
  let shop: PianoShop;
  let folder: string;
  let key: string;

  const book = async (program: string, range = "") => {
    const { body, text } = await read(`/books?program=${program}${range}`);
    expect(typeof body).toBe("string");
    return text;
  };
  const read = async (path: string) => {
    const url = `/v1${path}`;
    const headers = { authorization: `Bearer ${key}` };
    const answer = await shop.door.server.inject({ method: "GET", url, headers });
    expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200);
    return { body: answer.body as unknown, text: answer.body };
  };
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const run = (program: string, ...args: string[]) => {
    const done = spawnSync(program, args, { encoding: "utf8" });
    return { ok: done.status === 0 && done.stderr === "", says: `${done.stdout}${done.stderr}` };
  };

  beforeAll(async () => {
    shop = await openPianoShop("America/Sao_Paulo");
    key = await shop.door.key(undefined, shop.ws);
    folder = mkdtempSync(join(tmpdir(), "partage-books-"));
    for (const [i, name] of NAMES.entries()) {
      const { id } = await shop.make("/parties", { kind: "partner", name, ref: `odd${i}` });
      const offer = { product: shop.product, party: id, code: `ODD${i}`, rate: "0.25" };
      await shop.make("/affiliations", offer);
    }
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01", "2026-04-30"];
    for (let i = 0; i < 60; i++) {
      const at = `${days[i % days.length]}T0${i % 9}:30:00Z`;
      const currency = ["USD", "JPY", "KWD", "BRL"][i % 4];
      const affiliate = { code: `ODD${i % NAMES.length}` };
      const { status, body } = await shop.sell(`s;"${i}`, { at, currency, paid: 9_999 + i * 7, affiliate });
      expect(status, JSON.stringify(body)).toBe(201);
      if (i % 5 === 0) {
        const refund = { externalId: `r${i}`, amount: 777 + i, at };
        await shop.make(`/sales/${body.id}/refunds`, refund);
      }
      if (i % 7 === 3) {
        await shop.make(`/sales/${body.id}/disputes`, { externalId: `d${i}`, amount: 1000, at });
      }
    }
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await shop.door.close();
  });

  const balances = async () => {
    const found: Parsed[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await shop.get(`/accounts?limit=100${cursor}`);
      found.push(...body.data);
      if (body.nextCursor === null) return found;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };

  test.for(["hledger", "ledger"])("%s agrees with every balance", async (program, context) => {
    if (!has(program)) return context.skip(`${program} is not installed`);
    const path = file(`whole.${program}`, await book(program));
    const strict = program === "hledger" ? ["check", "--strict"] : ["--pedantic", "--strict", "balance"];
    const checked = run(program, "-f", path, ...strict);
    expect(checked.ok, checked.says).toBe(true);
    const said = execFileSync(program, [
      ...["-f", path],
      ...(program === "hledger"
        ? ["balance", "--flat", "--no-total", "-N", "-E", "-O", "csv"]
        : ["balance", "--flat", "--no-total", "--empty", "--format", '"%A","%T"\n']),
    ]).toString();
    for (const one of await balances()) {
      if (one.balance === 0) continue;
      const figure = decimalText(-one.balance, one.currency);
      expect(said, `${one.kind} ${one.number}`).toContain(`${figure} ${one.currency}`);
    }
    const wrong = (await book(program)).replace(
      /= (-?)(\d)/,
      (_, sign, digit) => `= ${sign}${(+digit + 1) % 10}`,
    );
    expect(run(program, "-f", file(`wrong.${program}`, wrong), ...strict).ok).toBe(false);
  });

  test("beancount agrees with every balance", async (context) => {
    if (!has("bean-check")) return context.skip("beancount is not installed");
    const text = await book("beancount");
    const checked = run("bean-check", file("whole.beancount", text));
    expect(checked.ok, checked.says).toBe(true);
    const wrong = text.replace(/(balance \S+ +-?)(\d)/, (_, head, digit) => `${head}${(+digit + 1) % 10}`);
    expect(run("bean-check", file("wrong.beancount", wrong)).ok).toBe(false);
  });

  test.for(["hledger", "ledger", "beancount"])("%s agrees with a month alone", async (program, context) => {
    const checker = program === "beancount" ? "bean-check" : program;
    if (!has(checker)) return context.skip(`${program} is not installed`);
    const text = await book(program, "&from=2026-03-01&to=2026-03-31");
    expect(text).toContain("opening balances");
    expect(text).not.toMatch(/^2026-04-(?!01 balance)/m);
    const path = file(`month.${program}`, text);
    const args =
      program === "hledger" ? ["-f", path, "check", "--strict"] : ["-f", path, "--pedantic", "balance"];
    const checked = program === "beancount" ? run(checker, path) : run(checker, ...args);
    expect(checked.ok, checked.says).toBe(true);
  });

  test("QuickBooks and Xero get days that balance; no cell begins a formula", async () => {
    for (const program of ["quickbooks", "xero", "csv"]) {
      const rows = (await book(program)).trim().split("\n").slice(1);
      expect(rows.length).toBeGreaterThan(20);
      for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@]/);
    }
    const [head, ...rows] = (await book("quickbooks")).trim().split("\n");
    expect(head).toBe("Journal No.,Journal Date,Account Name,Description,Debits,Credits,Currency");
    const cell = (row: string, at: number) => row.split(",")[at] ?? "";
    const thousandths = (text: string) => Math.round(Number(text || 0) * 1000);
    const byJournal = Map.groupBy(rows, (row) => cell(row, 0));
    for (const [journal, lines] of byJournal) {
      const sum = (at: number) => lines.reduce((total, row) => total + thousandths(cell(row, at)), 0);
      expect(sum(4), journal).toBe(sum(5));
    }
    // What the journals of a program add up to on an account is what stands on it here.
    const stands = new Map<string, number>();
    for (const one of (await balances()).filter(({ currency }) => currency === "KWD")) {
      stands.set(one.kind, (stands.get(one.kind) ?? 0) - one.balance);
    }
    const codes = { payable: "2000", reserved: "2010", platform_fees: "2200", processor: "1100" };
    const xero = (await book("xero", "&currency=KWD")).trim().split("\n").slice(1);
    for (const [kind, code] of Object.entries(codes)) {
      const lines = xero.filter((row) => cell(row, 3) === code);
      expect(
        lines.reduce((sum, row) => sum + thousandths(cell(row, 5)), 0),
        kind,
      ).toBe(stands.get(kind) ?? 0);
    }
    expect(stands.get("payable")).not.toBe(0);
    const month = "&from=2026-03-01&to=2026-03-31";
    expect(await book("xero", month)).toContain(
      "Partage 2026-03-01 BRL,01 Mar 2026,Partage payable,2000,Tax Exempt,-",
    );
    expect(await book("quickbooks", month)).toContain("2026-03-31 BRL,03/31/2026,Partage payable,");
    expect(await book("quickbooks", `${month}&dates=day_first`)).toContain(",31/03/2026,");
    expect(await book("xero", `${month}&taxRate=No%20VAT`)).toMatch(/,2000,No VAT,/);
    expect((await read("/books/parts?program=xero")).text).toMatch(/^\{"parts":1,"lines":\d+\}$/);
    const url = "/v1/books?program=xero&part=2";
    const missing = await shop.door.server.inject({ url, headers: { authorization: `Bearer ${key}` } });
    expect(missing.json()).toMatchObject({ status: 404, code: "no_such_part" });
    const lines = (await book("ndjson")).trim().split("\n");
    expect(JSON.parse(lines[0] as string)).toMatchObject({ entry: "1", kind: "sale", currency: "USD" });
  });
});
