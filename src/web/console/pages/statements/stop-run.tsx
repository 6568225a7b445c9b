// Stops a run that issues statements, with what stays and what is left said before. It never takes one back.
//   <StopRun run={run} until="31 March 2026" />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type StatementRun, stopStatementRun } from "../../../data/statements.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function StopRun({ run, until }: { run: StatementRun; until: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => stopStatementRun(ws, run.id),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey: [ws, "statement-runs"] }),
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say("statement.stop")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("statement.stopTitle", { until })}
        act={say("statement.stop")}
        final={say("statement.stopFinal")}
        isWorking={stop.isPending}
        error={stop.error ?? undefined}
        onConfirm={() => stop.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("statement.stopBody", { issued: run.issued })}</p>
      </Confirm>
    </>
  );
}
