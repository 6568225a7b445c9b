// The job queue on a real server: a job exists exactly when the act that wants it does, and a failing one
// runs again.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addJob, runJobs } from "../../src/db/job-queue.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

describe("the job queue", () => {
  let place: TestDatabase;
  let db: Database;
  const ran: unknown[] = [];
  let failures = 0;

  beforeAll(async () => {
    place = await testDatabase();
    db = openDatabase({ url: place.url });
  });
  afterAll(async () => {
    await db.close();
    await place.close();
  });

  async function waiting(): Promise<number> {
    const client = await db.pool.query("SELECT count(*) AS n FROM jobs.jobs");
    return client.rows[0].n;
  }

  test("a job of an act that is rolled back never was", async () => {
    const act = inWorkspace(db, 1, async (tx) => {
      await addJob(tx, "note", { n: 0 });
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    expect(await waiting()).toBe(0);
  });

  test("the application role cannot reach the queue but through add_job", async () => {
    const direct = inWorkspace(db, 1, (tx) =>
      tx
        .withSchema("jobs")
        .selectFrom("jobs" as never)
        .selectAll()
        .execute(),
    );
    await expect(direct).rejects.toMatchObject({ code: "42501" });
  });

  test("committed jobs run, one of a key once, a failing one again", async () => {
    await inWorkspace(db, 1, async (tx) => {
      await addJob(tx, "note", { n: 1 }, { key: "only one" });
      await addJob(tx, "note", { n: 2 }, { key: "only one" });
      await addJob(tx, "stumble", { n: 3 });
    });
    const log = { info: () => undefined, warn: () => failures++ };
    const runner = await runJobs({
      ownerUrl: place.url,
      timetable: [],
      log,
      tasks: {
        async note(payload) {
          ran.push(payload);
        },
        async stumble(payload) {
          if (failures === 0) throw new Error("the first time");
          ran.push(payload);
        },
      },
    });
    await expect.poll(() => ran.length, { timeout: 15_000 }).toBe(2);
    expect(ran).toContainEqual({ n: 2 });
    expect(ran).toContainEqual({ n: 3 });
    expect(ran).not.toContainEqual({ n: 1 });
    expect(failures).toBe(1);
    await expect.poll(waiting).toBe(0);
    await runner.stop();
  });

  test("what a killed process had begun is taken up by another; what a living one runs is not", async () => {
    const began: number[] = [];
    await inWorkspace(db, 1, async (tx) => {
      await addJob(tx, "carry", { n: 4 }, { queue: "one after the other" });
      await addJob(tx, "carry", { n: 5 });
    });
    // As a kill leaves them: one held by a process that is gone for a minute, one by a process that lives.
    await db.pool.query(`
      INSERT INTO partage.job_worker VALUES ('alive', clock_timestamp());
      UPDATE jobs._private_jobs SET locked_by = CASE WHEN job_queue_id IS NULL THEN 'alive' ELSE 'gone' END,
        locked_at = clock_timestamp() - interval '1 minute';
      UPDATE jobs._private_job_queues SET locked_by = 'gone', locked_at = clock_timestamp() - interval '1 minute'`);
    const carried = await runJobs({
      ownerUrl: place.url,
      timetable: [],
      log: { info: () => undefined, warn: () => undefined },
      tasks: { carry: async (payload) => void began.push((payload as { n: number }).n) },
    });
    await expect.poll(() => began, { timeout: 15_000 }).toEqual([4]);
    await carried.stop();
    expect(await waiting()).toBe(1);
  });

  test("a stop gives back what does not end in time, and the end that comes later harms nothing", async () => {
    const ends = new Map<string, () => void>();
    await inWorkspace(db, 1, (tx) => addJob(tx, "dawdle", {}));
    const dawdling = await runJobs({
      ownerUrl: place.url,
      timetable: [],
      log: { info: () => undefined, warn: () => undefined },
      tasks: { dawdle: () => new Promise((_, fail) => ends.set("fail", () => fail(new Error("too late")))) },
    });
    await expect.poll(() => ends.size, { timeout: 15_000 }).toBe(1);
    await dawdling.stop();
    const held = "SELECT count(*)::int AS n FROM jobs._private_jobs WHERE locked_by LIKE 'worker%'";
    expect((await db.pool.query(held)).rows[0].n).toBe(0);
    // Node ends a test run on an error that nobody catches.
    ends.get("fail")?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
