// The job queue on a real server: a job exists exactly when the act that wants it does, and a failing one
// runs again.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addJob, type JobRunner, runJobs } from "../../src/db/job-queue.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

describe("the job queue", () => {
  let place: TestDatabase;
  let db: Database;
  let runner: JobRunner | undefined;
  const ran: unknown[] = [];
  let failures = 0;

  beforeAll(async () => {
    place = await testDatabase();
    db = openDatabase({ url: place.url });
  });
  afterAll(async () => {
    await runner?.stop();
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
    runner = await runJobs({
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
  });
});
