// A new address in place of the old one: asked before, because what still goes to the old one finds nothing.
// Example: <NewAddress source={stripe} /> → "Make a new address" → a confirmation → the address to paste.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { useWords } from "../../../words/words.tsx";
import { type ConnectedSource, connectionQuery, renewAddress } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";

export function NewAddress({ source }: { source: ConnectedSource }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { name, title } = source;
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: () => renewAddress(ws, name),
    onSuccess: (made) => {
      queries.setQueryData(connectionQuery(ws, name, false).queryKey, made);
      setAsking(false);
    },
  });
  return (
    <div className={css.acts}>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {say("connect.newAddress")}
      </Button>
      {source.address ? null : <span className={css.note}>{say("connect.addressLost", { title })}</span>}
      <Confirm
        isOpen={isAsking}
        title={say("source.renewTitle", { title })}
        act={say("connect.newAddress")}
        final={say("source.renewFinal", { title })}
        error={renew.error}
        isWorking={renew.isPending}
        onConfirm={() => renew.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("source.renewSays")}</p>
      </Confirm>
    </div>
  );
}
