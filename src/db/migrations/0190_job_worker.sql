-- Which processes run jobs: each tells every ten seconds that it lives. What a killed one had begun would otherwise stay
-- locked for four hours (graphile-worker's own limit); the others, or the next start, free it within a minute. Global:
-- jobs of all workspaces lie in one queue, and the application role has no right on it.
CREATE TABLE partage.job_worker (
  id text PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
