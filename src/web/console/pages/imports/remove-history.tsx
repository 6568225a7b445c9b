// Takes out of the history what one import kept, after saying what goes and what stays. Never touches a sale
// that is recorded.
//   <RemoveHistory run={run} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { type ImportDetail, removeHistory } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function RemoveHistory({ run }: { run: ImportDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeHistory(ws, run.id),
    onSuccess: async ({ removed }) => {
      setAsking(false);
      toast.tell({ says: say("past.removed", { count: removed }) });
      await queries.invalidateQueries({ queryKey: [ws] });
    },
  });
  return (
    <>
      <Button variant="subtle" color="brick" onClick={() => setAsking(true)}>
        {say("past.remove")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("past.removeTitle", { name: run.fileName })}
        act={say("past.removeAct", { name: run.fileName })}
        final={say("past.removeFinal")}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
        isWorking={remove.isPending}
        error={remove.error}
      >
        {say("past.removeSays", { count: run.rowsNew })}
      </Confirm>
    </>
  );
}
