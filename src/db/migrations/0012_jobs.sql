-- A job is enqueued in the transaction of the act that wants it, by the application role, which otherwise has no right
-- on the queue. The queue's own tables stand in the schema `jobs`, made and kept by graphile-worker at migration.
CREATE FUNCTION partage.add_job(task text, payload jsonb, run_at timestamptz, job_key text, max_attempts int)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM jobs.add_job(identifier => task, payload => payload::json, run_at => run_at, job_key => job_key,
                       max_attempts => max_attempts);
END $$;
REVOKE ALL ON FUNCTION partage.add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partage.add_job TO partage_app;
