// The job queue: work that must not be lost and must not keep a caller waiting. A job is enqueued in the
// transaction of the act that wants it, so that it exists exactly when the act does; it runs at least once,
// so handlers repeat without harm. Kept by graphile-worker in the schema `jobs` of the same database; polls
// where LISTEN is not to be had.
// Example: await addJob(tx, "deliver_webhook", { ws: 7, message: "019a…" }, { key: "webhook 019a…" })
import { EventEmitter } from "node:events";
import type { WorkerEvents, WorkerPool } from "graphile-worker";
import { sql } from "kysely";
import pg from "pg";
import { tellLife } from "./job-workers.ts";
import type { Tx } from "./transaction.ts";

const SCHEMA = "jobs";
const POLL_MS = 1_000;
/** How long what runs may take to end by itself, and then to be given back. */
const STOP_MS = 2_000;
const GIVE_BACK_MS = 1_000;

export interface JobOptions {
  /** Not before; now when left out. */
  at?: Date;
  /** A job of this key that has not begun is replaced by this one. */
  key?: string;
  /** 25 unless told; the pauses between them grow to days. */
  attempts?: number;
  /** Jobs of one queue run one after the other, so that what is slow holds up only its like. */
  queue?: string;
}

export type JobHandler = (payload: unknown) => Promise<void>;

/** What the queue says of itself. */
export interface JobLog {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
}

export interface Timetable {
  task: string;
  /** Five fields of cron, UTC. */
  cron: string;
}

export async function addJob(
  tx: Tx,
  task: string,
  payload: unknown,
  options: JobOptions = {},
): Promise<void> {
  const { at, key, attempts, queue } = options;
  await sql`SELECT partage.add_queued_job(${task}::text, ${JSON.stringify(payload)}::jsonb, ${at ?? null}::timestamptz,
    ${key ?? null}::text, ${attempts ?? null}::int, ${queue ?? null}::text)`.execute(tx);
}

/** Makes or brings up to date the queue's own tables; part of every migration. */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const { runMigrations } = await import("graphile-worker");
  const pool = openPool(ownerUrl, 1);
  try {
    await runMigrations({ pgPool: pool, schema: SCHEMA, logger: await quiet() });
  } finally {
    await pool.end();
  }
}

export interface JobRunner {
  /** Lets what runs end, at most two seconds; what did not end is given back and tried again later. */
  stop(): Promise<void>;
}

/** Runs jobs until stopped. A handler that throws is tried again, later and later. */
export async function runJobs(options: {
  ownerUrl: string;
  tasks: Readonly<Record<string, JobHandler>>;
  timetable: readonly Timetable[];
  log: JobLog;
  concurrency?: number;
}): Promise<JobRunner> {
  const { run } = await import("graphile-worker");
  const pool = openPool(options.ownerUrl, 4);
  const events: WorkerEvents = new EventEmitter();
  // In an object: a pool of workers is a promise too, which waits for its own end.
  const crew = {} as { pool: WorkerPool };
  events.once("pool:create", ({ workerPool }) => {
    crew.pool = workerPool;
  });
  const runner = await run({
    events,
    pgPool: pool,
    schema: SCHEMA,
    concurrency: options.concurrency ?? 4,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: await quiet(),
    taskList: Object.fromEntries(
      Object.entries(options.tasks).map(([name, handle]) => [
        name,
        async (payload: unknown) => handle(payload),
      ]),
    ),
    crontab: options.timetable.map(({ task, cron }) => `${cron} ${task} ?max=3`).join("\n"),
  });
  events.on("job:error", ({ job, error }) => {
    options.log.warn(
      { task: job.task_identifier, attempt: job.attempts, err: error },
      "job failed, to be tried again",
    );
  });
  events.on("job:failed", ({ job, error }) => {
    options.log.warn({ task: job.task_identifier, attempt: job.attempts, err: error }, "job given up");
  });
  const life = tellLife(pool, crew.pool.id, (jobs) =>
    options.log.info({ jobs }, "jobs of a process that ended were taken up"),
  );
  return {
    async stop() {
      const stopped = runner.stop().then(
        () => true,
        () => true,
      );
      if (!(await Promise.race([stopped, after(STOP_MS, false)]))) {
        const givenBack = Promise.resolve(crew.pool.forcefulShutdown("the process stops")).catch(
          () => undefined,
        );
        await Promise.race([givenBack, after(GIVE_BACK_MS, undefined)]);
      }
      await Promise.race([life.stop(), after(GIVE_BACK_MS, undefined)]);
      await pool.end().catch(() => undefined);
    },
  };
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}

/**
 * A job that goes on after the stop has nobody left to tell its end to: its connection never comes, while the
 * pool's own refusal would be an error that nobody catches and end the process.
 */
class JobPool extends pg.Pool {
  override connect(...args: unknown[]): never {
    if (this.ending) return new Promise(() => undefined) as never;
    return (super.connect as (...all: unknown[]) => unknown).apply(this, args) as never;
  }
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new JobPool({ connectionString: url, max, application_name: "partage jobs" });
  // A connection that breaks is replaced; without a listener Node would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function quiet() {
  const { Logger } = await import("graphile-worker");
  return new Logger(() => () => undefined);
}
