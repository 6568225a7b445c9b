// A file of sales through the door: looked at, tried, run, run again, stopped, and the rows that failed taken
// home.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newUuid, parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { runJobs } from "../../src/db/job-queue.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { runImport } from "../../src/flows/run-import.ts";
import { stopImport } from "../../src/flows/start-import.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import { type Answered, openShop, type Shop } from "./open-shop.ts";
import { ids } from "./test-door.ts";

const HEAD = "Sale ID,Date,Product,Amount,Fee,Affiliate,E-mail";
const line = (n: number, amount = "100.00", product = "piano", code = "") =>
  `s-${n},2026-03-01T12:00:${String(n % 60).padStart(2, "0")}Z,${product},${amount},3.20,${code},b${n}@example.com`;
const MAPPING = {
  source: "shop",
  columns: {
    externalId: "Sale ID",
    at: "Date",
    product: "Product",
    paid: "Amount",
    fee: "Fee",
    affiliate: "Affiliate",
    buyerEmail: "E-mail",
  },
  currency: "USD",
};

describe("Imports", () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop();
    const product = await shop.make("/products", { name: "Piano in 30 days", externalId: "piano" });
    await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" });
    const own = { product: product.id, party: { ref: "carla" }, code: "CARLA", rate: "0.35" };
    await shop.make("/affiliations", own);
  });
  afterAll(() => shop.door.close());

  const upload = (lines: string[], name = "sales.csv") => uploadText([HEAD, ...lines].join("\n"), name);

  async function uploadText(text: string, name: string): Promise<Answered> {
    const form = new FormData();
    form.append("file", new Blob([text], { type: "text/csv" }), name);
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type") ?? "";
    const payload = Buffer.from(await encoded.arrayBuffer());
    return await shop.send("POST", "/imports", payload, { "content-type": type });
  }

  /** What the job would do. */
  async function run(id: string): Promise<Answered["body"]> {
    await runImport(shop.door.app, shop.ws, parsePublicId("import", id) as Uuid);
    return (await shop.get(`/imports/${id}`)).body;
  }

  const salesOf = async () => (await shop.get("/sales?source=shop&limit=100")).body.data.length;

  test("uploaded it is a draft with its columns, first rows and a guess", async () => {
    const { status, body } = await upload([line(1), line(2)]);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      fileName: "sales.csv",
      state: "draft",
      rowsDone: 0,
      preview: {
        columns: HEAD.split(","),
        guess: { externalId: "Sale ID", at: "Date", product: "Product", paid: "Amount" },
      },
    });
    expect(body.preview.rows[0]).toEqual(line(1).split(","));
    expect((await shop.get("/imports")).body.data[0].id).toBe(body.id);
  });

  test("a mapping that cannot be is refused with every path", async () => {
    const { body } = await upload([line(1)]);
    const { at: _, ...columns } = { ...MAPPING.columns, coupon: "Nowhere" };
    const refused = await shop.patch(`/imports/${body.id}`, { mapping: { ...MAPPING, columns } });
    expect(refused).toMatchObject({ status: 422, body: { code: "invalid_mapping" } });
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual([
      "mapping.columns.at",
      "mapping.columns.coupon",
    ]);
  });

  test("tried, run, and run again: each sale once, each failed row with its reason", async () => {
    const lines = [
      line(11, "100.00", "piano", "CARLA"),
      line(12, "1x5.0"),
      line(13, "50.00", "violin"),
      line(14, "20.00", "piano", "NOBODY"),
      line(15, "20.00"),
      line(15, "20.00"),
    ];
    const { id } = (await upload(lines)).body;
    await shop.patch(`/imports/${id}`, { mapping: MAPPING });
    const before = await salesOf();

    expect(await shop.post(`/imports/${id}/start`, { dryRun: true })).toMatchObject({
      status: 202,
      body: { state: "running", dryRun: true },
    });
    const counts = { rowsTotal: 6, rowsDone: 6, rowsNew: 2, rowsKnown: 1, rowsFailed: 3 };
    expect(await run(id)).toMatchObject({ state: "done", dryRun: true, ...counts });
    expect(await salesOf()).toBe(before);

    await shop.post(`/imports/${id}/start`, {});
    expect(await run(id)).toMatchObject({ state: "done", dryRun: false, ...counts });
    expect(await salesOf()).toBe(before + 2);
    const sale = (await shop.get("/sales?source=shop&externalId=s-11")).body.data[0];
    expect(sale).toMatchObject({ paid: 10000, currency: "USD" });

    const { body } = await shop.get(`/imports/${id}/problems?limit=2`);
    expect(body.data).toMatchObject([
      { row: 2, field: "paid", code: "not_a_number", record: { "Sale ID": "s-12" } },
      { row: 3, field: "product", code: "unknown_product" },
    ]);
    const rest = await shop.get(`/imports/${id}/problems?limit=2&cursor=${body.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ row: 4, field: "affiliate" }], nextCursor: null });

    const again = (await upload(lines, "again.csv")).body.id;
    await shop.patch(`/imports/${again}`, { mapping: MAPPING });
    await shop.post(`/imports/${again}/start`, {});
    expect(await run(again)).toMatchObject({ rowsNew: 0, rowsKnown: 3, rowsFailed: 3 });
    expect(await salesOf()).toBe(before + 2);
  });

  test("the failed rows come as a file in which no formula runs", async () => {
    const { id } = (await upload([line(21, "=1+1", "piano"), line(22, "abc")])).body;
    await shop.patch(`/imports/${id}`, { mapping: MAPPING });
    await shop.post(`/imports/${id}/start`, {});
    await run(id);
    const key = await shop.door.key(undefined, shop.ws);
    const answer = await shop.door.server.inject({
      url: `/v1/imports/${id}/problems.csv`,
      headers: { authorization: `Bearer ${key}` },
    });
    expect(answer.headers["content-type"]).toContain("text/csv");
    expect(answer.headers["content-disposition"]).toContain("attachment");
    const [head, first, ...others] = answer.body.trimEnd().split("\n");
    expect(head).toBe(`Row,Field,Code,Message,${HEAD}`);
    expect(first).toContain(",'=1+1,");
    expect(others).toHaveLength(1);
  });

  test("stopped it goes on where it was; a batch recorded but not counted adds nothing", async () => {
    const lines = Array.from({ length: 2500 }, (_, i) => line(1000 + i, "10.00"));
    const { id } = (await upload(lines)).body;
    const uuid = parsePublicId("import", id) as Uuid;
    await shop.patch(`/imports/${id}`, { mapping: MAPPING });
    await shop.post(`/imports/${id}/start`, {});
    const { app } = shop.door;
    let stopping: Promise<void> | undefined;
    // Asked for while the second batch is under way: that batch is recorded, and not counted.
    await runImport(app, shop.ws, uuid, () => {
      stopping ??= stopImport(app, shop.ws, uuid, "system");
    });
    await stopping;
    expect((await shop.get(`/imports/${id}`)).body).toMatchObject({ state: "stopped", rowsDone: 1000 });
    await shop.post(`/imports/${id}/start`, {});
    // Another process, which remembers nothing.
    await runImport({ ...app, posting: openPosting(app.db, ids) }, shop.ws, uuid);
    const { body } = await shop.get(`/imports/${id}`);
    expect(body).toMatchObject({ state: "done", rowsDone: 2500, rowsFailed: 0 });
    expect(body.rowsNew + body.rowsKnown).toBe(2500);
    const sales = await inWorkspace(app.db, shop.ws, (tx) =>
      tx.selectFrom("sale").select(tx.fn.countAll<number>().as("n")).where("paid", "=", 1000).execute(),
    );
    expect(Number(sales[0]?.n)).toBe(2500);
  });

  test("a column that says what was taken back: refunded and charged back once, also by a second run", async () => {
    const rows = [line(31), line(32), line(33)].map((one, i) => {
      return `${one},${["approved", "refunded", "chargeback"][i]}`;
    });
    const file = [`${HEAD},Status`, ...rows].join("\n");
    const counts: number[][] = [];
    for (const name of ["first.csv", "second.csv"]) {
      const { id } = (await uploadText(file, name)).body;
      await shop.patch(`/imports/${id}`, { mapping: MAPPING });
      await shop.post(`/imports/${id}/start`, {});
      const { rowsNew, rowsKnown, rowsFailed } = await run(id);
      counts.push([rowsNew, rowsKnown, rowsFailed]);
    }
    expect(counts).toEqual([
      [3, 0, 0],
      [0, 3, 0],
    ]);
    const { app, ws } = { ...shop.door, ws: shop.ws };
    const found = await inWorkspace(app.db, ws, async (tx) => ({
      refunds: await tx.selectFrom("refund").select("amount").where("ws", "=", ws).execute(),
      disputes: await tx.selectFrom("dispute").select("state").where("ws", "=", ws).execute(),
    }));
    expect(found).toEqual({ refunds: [{ amount: 10000 }], disputes: [{ state: "lost" }] });
  });

  test("the job that start enqueues runs it", async () => {
    const { id } = (await upload([line(41), line(42)])).body;
    await shop.patch(`/imports/${id}`, { mapping: MAPPING });
    await shop.post(`/imports/${id}/start`, {});
    const log = { info: () => undefined, warn: () => undefined };
    const tasks = jobTasks(shop.door.app, { allowPrivateWebhooks: false }, shop.door.mailing);
    const jobs = await runJobs({ ownerUrl: shop.door.url, tasks, timetable: [], log });
    try {
      await expect
        .poll(async () => (await shop.get(`/imports/${id}`)).body, { timeout: 10_000 })
        .toMatchObject({ state: "done", rowsNew: 2 });
    } finally {
      await jobs.stop();
    }
  });

  test("what is no file of sales is refused, and what is not there is 404", async () => {
    expect(await upload([], "empty.csv")).toMatchObject({ status: 201 });
    const nothing = new Response(new FormData());
    const bare = await shop.send("POST", "/imports", Buffer.from(await nothing.arrayBuffer()), {
      "content-type": nothing.headers.get("content-type") ?? "",
    });
    expect(bare.status).toBe(400);
    const nobody = publicId("import", newUuid(ids));
    expect((await shop.get(`/imports/${nobody}`)).status).toBe(404);
    expect((await shop.get(`/imports/${nobody}/problems.csv`)).status).toBe(404);
    expect((await shop.post(`/imports/${nobody}/stop`, {})).status).toBe(404);
  });
});
