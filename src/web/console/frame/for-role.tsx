// A page whose address a role may know and not use: its name, that it is not theirs, and who can give it.
// What is inside is not drawn and asks for nothing. It decides nothing: the server does.
//   <ForRole needs="imports" title="New import" says="Imports are for …"><Inside /></ForRole>
import type { ReactNode } from "react";
import { Page } from "../../parts/page.tsx";
import { NoAccess } from "../../parts/problem.tsx";
import { useWorkspace } from "./use-workspace.ts";

interface Props {
  needs: Parameters<ReturnType<typeof useWorkspace>["may"]>[0];
  title: string;
  says: string;
  children: ReactNode;
}

export function ForRole({ needs, title, says, children }: Props) {
  const { may, session } = useWorkspace();
  if (session === undefined || may(needs)) return children;
  return (
    <Page title={title}>
      <NoAccess says={says} />
    </Page>
  );
}
