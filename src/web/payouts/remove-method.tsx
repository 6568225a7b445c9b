// Takes away where a party is paid to, for either side: before it, what follows is said, and to whom. It
// never sets another.
//   <RemoveMethod who={who} name="Bruno Lima" hint="DE89 •••• 3000" onDone={refresh} />
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type PaidTo, removeMethod } from "../data/payouts.ts";
import { Confirm } from "../parts/confirm.tsx";
import { useWords } from "../words/words.tsx";
import { AskPassword } from "./ask-password.tsx";

interface Props {
  who: PaidTo;
  name: string;
  hint: string;
  onDone: () => Promise<unknown>;
}

export function RemoveMethod({ who, name, hint, onDone }: Props) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const close = () => {
    setAsking(false);
    setPassword("");
  };
  const remove = useMutation({
    mutationFn: () => removeMethod(who, password),
    onSuccess: async () => {
      close();
      await onDone();
    },
  });
  const isOwn = who.side === "party";
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say("payout.method.remove")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("payout.method.removeTitle", { hint })}
        act={say("payout.method.removeAct", { hint })}
        final={say("payout.method.removeFinal")}
        isWorking={remove.isPending}
        error={remove.error ?? undefined}
        onConfirm={() => remove.mutate()}
        onClose={close}
      >
        <p>{isOwn ? say("payout.method.removeOwn") : say("payout.method.removeOf", { name })}</p>
        <AskPassword value={password} onChange={setPassword} />
      </Confirm>
    </>
  );
}
