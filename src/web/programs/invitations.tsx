// Who was invited by e-mail to promote a product, and the way to invite: by the producer, with a rate of
// their own if wished, or by a manager. An open one can be taken back.
//   <AffiliateInvitations who={who} product={product} mayInvite />

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type AffiliateInvitation, invitationsQuery } from "../data/programs.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { formatRate } from "../parts/format-amount.ts";
import { Icon } from "../parts/icons.tsx";
import { later } from "../parts/later.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { Status } from "../parts/status.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import { InvitationActs } from "./invitation-acts.tsx";
import css from "./programs.module.css";

const InviteAffiliate = later(() => import("./invite-affiliate.tsx"), "InviteAffiliate");

interface Props {
  who: Looker;
  product: { id: string; name: string };
  mayInvite: boolean;
}

const TONES = { open: "pending", accepted: "good", withdrawn: "quiet", lapsed: "quiet" } as const;

export function AffiliateInvitations({ who, product, mayInvite }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(invitationsQuery(who, product.id));
  const [again, setAgain] = useState<AffiliateInvitation | null>(null);
  const rows = found.data ?? [];
  const close = () => {
    setOpen(false);
    setAgain(null);
  };
  // A manager has these lists once a product: an empty one is a line there.
  const isManager = who.side === "party";
  const columns = useColumns({ who, product: product.id, mayInvite, onAgain: setAgain });
  const act = mayInvite ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="mail" size={15} />}
      onClick={() => setOpen(true)}
    >
      {say("program.invite")}
    </Button>
  ) : null;
  return (
    <Section title={say("program.invitations")} aside={rows.length > 0 || isManager ? act : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 && isManager ? (
        <p className={css.quiet}>{say("program.inviteNoneSays")}</p>
      ) : null}
      {found.isSuccess && rows.length === 0 && !isManager ? (
        <Empty title={say("program.inviteNone")} says={say("program.inviteNoneSays")} action={act} />
      ) : null}
      {rows.length > 0 ? (
        <DataTable says={say("program.invitations")} rows={rows} columns={columns} keyOf={(one) => one.id} />
      ) : null}
      {isOpen || again !== null ? (
        <Dialog title={say("program.inviteTitle", { product: product.name })} onClose={close}>
          <InviteAffiliate who={who} product={product} again={again} onClose={close} />
        </Dialog>
      ) : null}
    </Section>
  );
}

interface Shown {
  who: Looker;
  product: string;
  mayInvite: boolean;
  onAgain: (one: AffiliateInvitation) => void;
}

function useColumns({ who, product, mayInvite, onAgain }: Shown): Column<AffiliateInvitation>[] {
  const { say, language } = useWords();
  return [
    { key: "email", head: say("program.inviteEmail"), card: "title", cell: (one) => one.email },
    {
      key: "at",
      head: say("program.inviteAt"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <Status tone={TONES[one.state]}>{say(`program.inviteState.${one.state}`)}</Status>,
    },
    {
      key: "rate",
      head: say("affiliates.rate"),
      align: "end",
      card: "figure",
      cell: (one) => (one.rate === null ? "–" : formatRate(one.rate, language)),
    },
    ...(mayInvite
      ? [
          {
            key: "acts",
            head: say("offer.acts"),
            align: "end" as const,
            card: "line" as const,
            cell: (one: AffiliateInvitation) => (
              <InvitationActs who={who} product={product} one={one} onAgain={onAgain} />
            ),
          },
        ]
      : []),
  ];
}
