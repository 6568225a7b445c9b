// An address that is to be told what happens here is added. Its secret is handed over once.
//   <AddEndpoint onClose={close} onMade={({ url, secret }) => …} />
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../../words/words.tsx";
import { createEndpoint, endpointsQuery } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { EndpointForm } from "./endpoint-form.tsx";

interface AddProps {
  onClose: () => void;
  onMade: (shown: { url: string; secret: string }) => void;
}

export function AddEndpoint({ onClose, onMade }: AddProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const onDone = async ({ url, secret }: Awaited<ReturnType<typeof createEndpoint>>) => {
    await queries.invalidateQueries({ queryKey: endpointsQuery(ws).queryKey });
    if (secret) onMade({ url, secret });
  };
  return (
    <EndpointForm
      {...{ onClose, onDone }}
      title={say("hooks.addTitle")}
      act={say("hooks.add")}
      hint={say("hooks.addressHint")}
      start={{ url: "https://", types: [] }}
      send={(told) => createEndpoint(ws, told)}
    />
  );
}
