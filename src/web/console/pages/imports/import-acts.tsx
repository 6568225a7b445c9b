// What can be done with an import that is not running: go on where it was stopped, or run it again, which
// adds only what is missing. It never forgets what was counted unless it begins from the top.
//   <ImportActs run={run} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { productsAddress, salesAddress } from "../../addresses.ts";
import { type ImportDetail, importQuery, importsQuery, startImport } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import.module.css";
import { RemoveHistory } from "./remove-history.tsx";

export function ImportActs({ run }: { run: ImportDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => startImport(ws, run.id, false),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: importQuery(ws, run.id).queryKey });
      await queries.invalidateQueries({ queryKey: importsQuery(ws).queryKey });
    },
  });
  if (run.state === "draft" || run.state === "running" || run.dryRun) return null;
  const isOver = run.state === "done";
  const { source, keepAs } = (run.mapping ?? {}) as { source?: string; keepAs?: string };
  const isHistory = keepAs === "history";
  const sales = source ? `${salesAddress(ws)}?source=${encodeURIComponent(source)}` : salesAddress(ws);
  return (
    <>
      <div className={css.acts}>
        {isOver ? (
          <Button component={Link} to={isHistory ? productsAddress(ws) : sales}>
            {say(isHistory ? "past.seeProducts" : "importResult.seeSales")}
          </Button>
        ) : null}
        <Button
          variant={isOver ? "default" : "filled"}
          leftSection={<Icon name={isOver ? "switch" : "right"} size={16} />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {say(isOver ? "importResult.again" : "importResult.goOn")}
        </Button>
        {isHistory && run.rowsNew > 0 ? <RemoveHistory run={run} /> : null}
        <span className={css.note}>{say(isOver ? "importResult.againSays" : "importResult.goOnSays")}</span>
      </div>
      {start.error ? <Problem error={start.error} /> : null}
    </>
  );
}
