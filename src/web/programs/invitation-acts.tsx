// What may be done with one invitation to promote a product: an open one is handed over as a link where no
// mail leaves, or taken back after a word; one that lapsed or was taken back is sent again.
//   <InvitationActs who={who} product={product.id} one={invitation} onAgain={setAgain} />
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { takeAffiliateInvitationLink } from "../data/invitation-links.ts";
import { type AffiliateInvitation, invitationsQuery, withdrawInvitation } from "../data/programs.ts";
import { Confirm } from "../parts/confirm.tsx";
import { TakeLink } from "../sharing/take-link.tsx";
import { useWords } from "../words/words.tsx";

interface Props {
  who: Looker;
  product: string;
  one: AffiliateInvitation;
  onAgain: (one: AffiliateInvitation) => void;
}

export function InvitationActs({ who, product, one, onAgain }: Props) {
  const { say } = useWords();
  const { email, state } = one;
  if (state === "accepted") return "–";
  if (state !== "open") {
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={say("program.inviteAgainOf", { email })}
        onClick={() => onAgain(one)}
      >
        {say("program.inviteAgain")}
      </Button>
    );
  }
  return (
    <>
      <TakeLink email={email} take={() => takeAffiliateInvitationLink(who, one.id)} isSmall />
      <TakeBack who={who} product={product} one={one} />
    </>
  );
}

function TakeBack({ who, product, one: { id, email } }: Omit<Props, "onAgain">) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withdrawInvitation(who, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: invitationsQuery(who, product).queryKey });
      setOpen(false);
    },
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={say("program.inviteWithdrawOf", { email })}
        onClick={() => setOpen(true)}
      >
        {say("program.inviteWithdraw")}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={say("program.inviteWithdrawAsk", { email })}
        act={say("program.inviteWithdraw")}
        final={say("program.inviteWithdrawFinal")}
        isWorking={isPending}
        error={error}
        onConfirm={() => mutate()}
        onClose={() => setOpen(false)}
      >
        <p>{say("program.inviteWithdrawSays", { email })}</p>
      </Confirm>
    </>
  );
}
