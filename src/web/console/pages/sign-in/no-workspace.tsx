// Signed in, but a member of no business: what that means and who can change it.
// It never offers to make one up: an owner invites.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSignOut } from "../../../own/use-sign-out.ts";
import { Door } from "../../../parts/door.tsx";
import { useWords } from "../../../words/words.tsx";
import { sessionQuery } from "../../data/session.ts";

export function NoWorkspace() {
  const { say } = useWords();
  const leave = useSignOut();
  const email = useQuery(sessionQuery).data?.account.email ?? "";
  return (
    <Door title={say("noWorkspace.title")} lead={say("noWorkspace.lead", { email })}>
      <Button variant="default" mt="xl" onClick={() => void leave()}>
        {say("frame.signOut")}
      </Button>
    </Door>
  );
}
