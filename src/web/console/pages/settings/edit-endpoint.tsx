// Another address, or other messages, for one that is told already. Its secret stays.
//   <EditEndpoint endpoint={endpoint} onClose={close} />
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../../words/words.tsx";
import { changeEndpoint, type Endpoint } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { EndpointForm } from "./endpoint-form.tsx";

export function EditEndpoint({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  return (
    <EndpointForm
      onClose={onClose}
      onDone={() => queries.invalidateQueries({ queryKey: [ws, "endpoint", endpoint.id] })}
      title={say("hooks.edit")}
      act={say("hooks.save")}
      start={{ url: endpoint.url, types: [...endpoint.types] }}
      send={(told) => changeEndpoint(ws, endpoint.id, told)}
    />
  );
}
