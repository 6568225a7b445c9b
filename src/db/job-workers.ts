// Which processes run jobs, so that what a killed one had begun is taken up by another within a minute and
// not after the queue's own four hours. A process tells that it lives by a row of its own; it needs no
// session of the server, so that poolers may stand between. One that was only stopped for a while (a
// suspended machine) may find a job of its own run twice: handlers repeat without harm.
// Example: killed at 12:00:00 with an import half done, started at 12:00:05, the import goes on at 12:00:50
import type { Pool } from "pg";

const TELL_MS = 10_000;
const LOST_SECONDS = 45;

export interface LifeSign {
  /** No further sign; what is locked is freed by its own end. */
  stop(): Promise<void>;
}

/** Tells from now on that `id` lives, and frees what the lost ones hold; `onFreed` hears of how many jobs. */
export function tellLife(pool: Pool, id: string, onFreed: (jobs: number) => void): LifeSign {
  let underway: Promise<void> = Promise.resolve();
  const tell = async () => {
    await pool.query(
      `INSERT INTO partage.job_worker (id) VALUES ($1)
       ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()`,
      [id],
    );
    const freed = await freeLostJobs(pool);
    if (freed > 0) onFreed(freed);
  };
  // A server that is away is told at the next turn.
  const turn = () => {
    underway = tell().catch(() => undefined);
  };
  turn();
  const timer = setInterval(turn, TELL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await underway;
      await pool.query("DELETE FROM partage.job_worker WHERE id = $1", [id]).catch(() => undefined);
    },
  };
}

/** Frees jobs and queues that are held by none of the living; answers how many jobs. */
async function freeLostJobs(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ jobs: number }>(
    `WITH lost AS (
       DELETE FROM partage.job_worker WHERE seen_at < clock_timestamp() - make_interval(secs => $1)
     ), alive AS (
       SELECT id FROM partage.job_worker WHERE seen_at >= clock_timestamp() - make_interval(secs => $1)
     ), held AS (
       SELECT id FROM jobs._private_jobs WHERE locked_by IS NOT NULL
         AND locked_by NOT IN (SELECT id FROM alive)
         AND locked_at < clock_timestamp() - make_interval(secs => $1)
       FOR UPDATE SKIP LOCKED
     ), freed AS (
       UPDATE jobs._private_jobs AS job SET locked_at = NULL, locked_by = NULL
       FROM held WHERE job.id = held.id RETURNING job.id
     ), queues AS (
       UPDATE jobs._private_job_queues SET locked_at = NULL, locked_by = NULL
       WHERE locked_by IS NOT NULL AND locked_by NOT IN (SELECT id FROM alive)
         AND locked_at < clock_timestamp() - make_interval(secs => $1)
     )
     SELECT count(*)::int AS jobs FROM freed`,
    [LOST_SECONDS],
  );
  return rows[0]?.jobs ?? 0;
}
