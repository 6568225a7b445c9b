// How far a run is, and what it came to: new sales, sales that were here already, rows that failed.
// It never counts by itself; the server does, row by row.

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import { type ImportDetail, importQuery, stopImport } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import.module.css";
import { ImportActs } from "./import-acts.tsx";

export function ImportResult({ run }: { run: ImportDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const stop = useMutation({
    ...tellFailure,
    mutationFn: () => stopImport(ws, run.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: importQuery(ws, run.id).queryKey }),
  });
  const isHistory = run.mapping?.keepAs === "history";
  const count = (n: number) => say("number", { n });
  return (
    <div className={css.result} aria-live="polite">
      {run.state === "done" ? null : (
        <Progress
          done={run.rowsDone}
          total={run.rowsTotal}
          failed={run.rowsFailed}
          isRunning={run.state === "running"}
        />
      )}
      {run.state === "running" ? (
        <div className={css.running}>
          <span>{say("importResult.leave")}</span>
          <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {say("importResult.stop")}
          </Button>
        </div>
      ) : (
        <Figures>
          <Figure
            name={say(
              run.dryRun ? "importResult.wouldBeNew" : isHistory ? "past.rowsNew" : "imports.rowsNew",
            )}
            value={count(run.rowsNew)}
            {...(run.dryRun || isHistory ? {} : { to: salesAddress(ws) })}
            tone="ink"
          />
          <Figure
            name={say("imports.rowsKnown")}
            value={count(run.rowsKnown)}
            says={say("importResult.knownSays")}
          />
          <Figure name={say("imports.rowsFailed")} value={count(run.rowsFailed)} tone="taken" />
        </Figures>
      )}
      <ImportActs run={run} />
    </div>
  );
}
