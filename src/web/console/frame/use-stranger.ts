// Whether the person is no member of the workspace in the address, nor an operator who looks in: then no
// frame is drawn around refusals. It never trusts an old session: who is not in it is asked for once more.
//   const isStranger = useStranger()
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionQuery } from "../data/session.ts";
import { useWorkspace } from "./use-workspace.ts";

export function useStranger(): boolean {
  const { ws, own, session, isLookingIn } = useWorkspace();
  const { refetch } = useQuery(sessionQuery);
  const [asked, setAsked] = useState("");
  const isMissing = session !== undefined && own === undefined && !isLookingIn;
  useEffect(() => {
    if (isMissing && asked !== ws) void refetch().then(() => setAsked(ws));
  }, [isMissing, asked, ws, refetch]);
  return isMissing && asked === ws;
}
