// Where the link in the mail to a new address leads: pressing the button makes it the address to sign in
// with. Opening it changes nothing.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { Door } from "../../../parts/door.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { confirmAddress } from "../../data/own-account.ts";
import { sessionQuery } from "../../data/session.ts";

export function ConfirmAddress() {
  const { say } = useWords();
  const { hash } = useLocation();
  const queries = useQueryClient();
  const token = hash.replace(/^#/, "");
  const confirm = useMutation({
    mutationFn: () => confirmAddress(token),
    onSuccess: () => queries.removeQueries({ queryKey: sessionQuery.queryKey }),
  });
  if (confirm.isSuccess) {
    return (
      <Door
        title={say("confirmAddress.done")}
        lead={say("confirmAddress.doneLead", { email: confirm.data.email })}
      >
        <Button component={Link} to="/" mt="xl" fullWidth>
          {say("confirmAddress.goOn")}
        </Button>
      </Door>
    );
  }
  return (
    <Door title={say("confirmAddress.title")} lead={say("confirmAddress.lead")}>
      {confirm.error ? <Problem error={confirm.error} /> : null}
      <Button
        mt="xl"
        fullWidth
        disabled={token === ""}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {say("confirmAddress.act")}
      </Button>
    </Door>
  );
}
