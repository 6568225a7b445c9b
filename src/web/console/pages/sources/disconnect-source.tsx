// Ends a connection, after saying what follows: what stays, what is lost, how many messages still wait.
// Example: <Disconnect source={hotmart} /> → "Disconnect Hotmart" → "14 messages wait …" → disconnected.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { useWords } from "../../../words/words.tsx";
import { sourcesAddress } from "../../addresses.ts";
import { disconnectSource, type Source } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";

export function Disconnect({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { name, title, parked } = source;
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const end = useMutation({
    mutationFn: () => disconnectSource(ws, name),
    onSuccess: async () => {
      await navigate({ to: sourcesAddress(ws) });
      queries.removeQueries({ queryKey: [ws, "sources", name] });
      await queries.invalidateQueries({ queryKey: [ws, "sources"] });
    },
  });
  return (
    <div>
      <p className={css.note}>{say("source.disconnectSays", { title })}</p>
      <Button mt="xs" variant="default" color="brick" onClick={() => setAsking(true)}>
        {say("source.disconnect", { title })}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("source.disconnectTitle", { title })}
        act={say("source.disconnect", { title })}
        final={say("source.disconnectFinal", { title })}
        error={end.error}
        isWorking={end.isPending}
        onConfirm={() => end.mutate()}
        onClose={() => setAsking(false)}
      >
        <ul>
          <li>{say("source.disconnectStays")}</li>
          <li>{say("source.disconnectWaiting", { count: parked })}</li>
          <li>{say("source.disconnectAgain")}</li>
        </ul>
      </Confirm>
    </div>
  );
}
