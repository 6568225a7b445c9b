// Where this server sends no mail: a word of it beside what invites, and the link of an invitation to hand
// over oneself. Nothing of either where mail leaves. It never makes a link before it is asked to: a new one
// ends the one before.
//   <TakeLink email="bruno@example.com" take={() => takeInviteLink(ws, id)} />
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMailStays } from "../data/invitation-links.ts";
import { CopyField } from "../parts/copy.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import { Problem } from "../parts/problem.tsx";
import { useWords } from "../words/words.tsx";
import css from "./sharing.module.css";

interface Props {
  email: string;
  take: () => Promise<{ link: string }>;
  isSmall?: boolean;
}

export function TakeLink({ email, take, isSmall = false }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (!useMailStays()) return null;
  return (
    <>
      <Button
        variant={isSmall ? "subtle" : "default"}
        size={isSmall ? "xs" : "sm"}
        leftSection={isSmall ? null : <Icon name="copy" size={16} />}
        aria-label={say("takeLink.of", { email })}
        onClick={() => setOpen(true)}
      >
        {say("takeLink.act")}
      </Button>
      {isOpen ? (
        <Dialog title={say("takeLink.of", { email })} onClose={() => setOpen(false)}>
          <Taken email={email} take={take} />
        </Dialog>
      ) : null}
    </>
  );
}

function Taken({ email, take }: Omit<Props, "isSmall">) {
  const { say } = useWords();
  const made = useMutation({ mutationFn: take });
  return (
    <div className={css.taken}>
      <p>{say("takeLink.says", { email })}</p>
      {made.isError ? <Problem error={made.error} /> : null}
      {made.data ? (
        <CopyField
          label={say("takeLink.link")}
          value={made.data.link}
          hint={say("takeLink.hint", { email })}
        />
      ) : (
        <Button loading={made.isPending} onClick={() => made.mutate()}>
          {say("takeLink.make")}
        </Button>
      )}
    </div>
  );
}

/** In a form that would have a mail sent. */
export function MailStaysNote() {
  const { say } = useWords();
  if (!useMailStays()) return null;
  return (
    <p className={css.stays}>
      <Icon name="warning" size={16} />
      <span>{say("mailStays.form")}</span>
    </p>
  );
}
