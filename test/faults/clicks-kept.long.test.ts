// Clicks that were answered are never lost: the program is killed under load and started again, the database
// stops for longer than memory has room, another process brings in what the first has still to write. Each
// click is in the database once, and the totals say the same.
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endProcess, startProgram } from "../../bench/start-program.ts";
import type { NewClick } from "../../src/affiliates/click.ts";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { systemIds } from "../../src/base/system-ids.ts";
import { UuidSeries } from "../../src/base/uuid-series.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { ClickDesk } from "../../src/flows/click-desk.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { lineOf } from "../../src/flows/kept-clicks.ts";
import { makeLink } from "../../src/flows/make-link.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { settleClicks } from "../../src/flows/settle-clicks.ts";
import { storeDestination } from "../../src/flows/store-destination.ts";
import { ClickSpool } from "../../src/server/links/click-spool.ts";
import { testDatabase } from "../database.ts";

const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0";

describe("Clicks are kept", { timeout: 300_000 }, () => {
  let url: string;
  let drop: () => Promise<void>;
  let db: Database;
  let ws: number;
  let link: { id: Uuid; product: Uuid };
  let folder: string;

  beforeAll(async () => {
    ({ url, close: drop } = await testDatabase());
    db = openDatabase({ url });
    const app: App = { db, ids: systemIds, posting: openPosting(db, systemIds) };
    const facts = { name: "Shop", country: "US", currency: "USD", timeZone: "UTC", language: "en" as const };
    ws = (await createWorkspace(app, facts, null, "system")).ws;
    const product = (await createProduct(app, ws, { name: "Piano" }, "system")).id;
    await storeDestination(app, ws, { product, name: "Page", url: "https://school.example/piano" }, "system");
    const { id } = await makeLink(app, ws, { product, code: "kept" }, "system");
    link = { id, product };
  }, 120_000);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "partage-clicks-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });
  afterAll(async () => {
    await db.close();
    await drop();
  });

  async function stored(): Promise<{ ids: Set<string>; totals: number; visitors: number }> {
    return await inWorkspace(db, ws, async (tx) => {
      const rows = await tx.selectFrom("click").select("id").where("ws", "=", ws).execute();
      const sum = await tx
        .selectFrom("link_day")
        .select((is) => [
          is.fn.sum<string>("clicks").as("clicks"),
          is.fn.sum<string>("visitors").as("visitors"),
        ])
        .where("ws", "=", ws)
        .executeTakeFirstOrThrow();
      const [totals, visitors] = [Number(sum.clicks ?? 0), Number(sum.visitors ?? 0)];
      return { ids: new Set(rows.map((one) => one.id)), totals, visitors };
    });
  }
  const clicksDir = () => readdirSync(join(folder, "clicks"));

  function follow(port: number, agent: Agent): Promise<string | null> {
    const headers = { "user-agent": AGENT };
    return new Promise((resolve) => {
      const asked = request({ port, host: "127.0.0.1", path: "/l/kept", headers, agent }, (answer) => {
        answer.resume();
        const to = answer.headers.location;
        const id = to === undefined ? null : new URL(to).searchParams.get("partage_click");
        resolve(id === null ? null : parsePublicId("click", id));
      });
      asked.on("error", () => resolve(null)).end();
    });
  }

  test("those that were answered before a kill -9 are there after the next start, each once", async () => {
    const started: ChildProcess[] = [];
    const answered: string[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    try {
      for (let life = 0; life < 3; life++) {
        const port = await startProgram(url, folder, started);
        const wanted = answered.length + 700 + life * 300;
        const callers = Array.from({ length: 32 }, async () => {
          for (let id = await follow(port, agent); id !== null; id = await follow(port, agent))
            answered.push(id);
        });
        await expect.poll(() => answered.length, { timeout: 60_000, interval: 1 }).toBeGreaterThan(wanted);
        started.at(-1)?.kill("SIGKILL");
        await Promise.all(callers);
      }
      expect(clicksDir().length).toBeGreaterThan(0);
      const port = await startProgram(url, folder, started);
      await expect.poll(clicksDir, { timeout: 60_000 }).toEqual([]);
      const { ids, totals } = await stored();
      expect(answered.filter((id) => !ids.has(id))).toEqual([]);
      // What was broken off before its answer may be there as well.
      expect(ids.size).toBeLessThanOrEqual(answered.length + 3 * 32);
      expect(totals).toBe(ids.size);
      expect(await follow(port, agent)).not.toBeNull();
    } finally {
      agent.destroy();
      await Promise.all(started.map(endProcess));
    }
  });

  const series = new UuidSeries(systemIds);
  const clickOf = (visitor: Uuid, isReturning: boolean): NewClick => ({
    ...{ id: series.next(), link: link.id, product: link.product, party: null, visitor, isReturning },
    ...{ at: systemIds.now(), device: 1, subId: 'a "b"\n', referrer: null },
  });
  const place = () => ({ ws, timeZone: "UTC" });
  const silent = { now: () => Date.now(), warn: () => undefined };

  test("what has no room in memory waits on the disk, in files that are gone afterwards", async () => {
    const spool = new ClickSpool({ folder: join(folder, "clicks"), ...silent, mostBytes: 100_000 });
    const before = await stored();
    const nowhere = new URL(url);
    nowhere.host = "127.0.0.1:1";
    const away = openDatabase({ url: nowhere.href });
    const first = new ClickDesk(away, { ...silent, disk: spool, room: 10, everyMs: 5 });
    const visitor = series.next();
    const taken: NewClick[] = [];
    let answered = 0;
    for (let n = 0; n < 1_000; n++) {
      const click = clickOf(n % 2 ? visitor : series.next(), n % 2 === 1);
      if (first.take(place(), click, () => answered++)) taken.push(click);
      if (n % 100 === 0) await first.flush();
    }
    await first.stop(100);
    spool.close();
    await away.close();
    expect(answered).toBe(1_000);
    expect(taken.length).toBeLessThan(1_000);
    expect(taken.length).toBeGreaterThan(200);
    expect(first.counts.dropped).toBe(1_000 - taken.length);
    // The next start: the database is back.
    const again = new ClickSpool({ folder: join(folder, "clicks"), ...silent });
    const second = new ClickDesk(db, { ...silent, disk: again, everyMs: 5 });
    await expect.poll(clicksDir, { timeout: 30_000 }).toEqual([]);
    const after = await stored();
    expect(taken.filter(({ id }) => !after.ids.has(id))).toEqual([]);
    expect(after.ids.size - before.ids.size).toBe(taken.length);
    expect(after.totals - before.totals).toBe(taken.length);
    expect(after.visitors - before.visitors).toBe(new Set(taken.map((one) => one.visitor)).size);
    await second.stop();
    again.close();
  });

  test("a line that was cut off is none; what another brought in meanwhile is not written again", async () => {
    const before = await stored();
    const twice = Array.from({ length: 3 }, () => clickOf(series.next(), false));
    mkdirSync(join(folder, "clicks"));
    const lines = twice.map((one) => lineOf(place(), one)).join("");
    const torn = lineOf(place(), clickOf(series.next(), false)).slice(0, -9);
    writeFileSync(join(folder, "clicks", "elsewhere-1-abc-000001.clicks"), `${lines}no click\n${torn}`);
    const young = new ClickSpool({ folder: join(folder, "clicks"), ...silent });
    // Of another machine and just written: it may still be alive there.
    expect(young.readLeft()).toBeNull();
    young.close();
    const spool = new ClickSpool({ folder: join(folder, "clicks"), ...silent, leftMs: 0 });
    const desk = new ClickDesk(db, { ...silent, disk: spool, everyMs: 60_000 });
    // The same clicks at the desk of the one that made them.
    for (const click of twice) desk.take(place(), click);
    const more = clickOf(series.next(), false);
    desk.take(place(), more);
    await desk.flush();
    await desk.flush();
    const other = new ClickDesk(db, { ...silent, everyMs: 60_000 });
    for (const click of [...twice, clickOf(series.next(), false)]) other.take(place(), click);
    await other.flush();
    const after = await stored();
    expect(after.ids.size - before.ids.size).toBe(5);
    expect(after.totals - before.totals).toBe(5);
    expect(desk.counts).toMatchObject({ waiting: 0, dropped: 1 });
    expect(other.counts).toMatchObject({ waiting: 0, dropped: 0 });
    await desk.stop();
    spool.close();
    expect(clicksDir()).toEqual([]);
  });

  test("a sale that names a click of this very moment finds it", async () => {
    const desk = new ClickDesk(db, { ...silent, everyMs: 60_000 });
    const click = clickOf(series.next(), false);
    desk.take(place(), click);
    await desk.settle(ws, (one) => one.id === series.next());
    expect((await stored()).ids.has(click.id)).toBe(false);
    await desk.settle(ws, (one) => publicId("click", one.id) === publicId("click", click.id));
    expect((await stored()).ids.has(click.id)).toBe(true);
  });

  test("a sale that names a click which only the disk has waits until it is brought in", async () => {
    const click = clickOf(series.next(), false);
    mkdirSync(join(folder, "clicks"));
    writeFileSync(join(folder, "clicks", "elsewhere-1-abc-000001.clicks"), lineOf(place(), click));
    const spool = new ClickSpool({ folder: join(folder, "clicks"), ...silent, leftMs: 0 });
    const desk = new ClickDesk(db, { ...silent, disk: spool, everyMs: 60_000 });
    const sale = (id: Uuid) => [{ side: { clickId: publicId("click", id) } } as never];
    expect(desk.hasLeft).toBe(true);
    await settleClicks({ db, ids: systemIds }, ws, sale(click.id));
    expect((await stored()).ids.has(click.id)).toBe(true);
    expect(desk.hasLeft).toBe(false);
    await settleClicks({ db, ids: systemIds }, ws, sale(series.next()));
    await desk.stop();
    spool.close();
  });
});
