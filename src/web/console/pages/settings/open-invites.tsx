// Invitations that nobody answered yet: to whom, in which role, until when; mailed again, or withdrawn.
// A mail sent again ends the link before it: the page says so.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { takeInviteLink, useMailStays } from "../../../data/invitation-links.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { TakeLink } from "../../../sharing/take-link.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Invite, invitesQuery, resendInvite, withdrawInvite } from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

export function OpenInvites() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const invites = useQuery(invitesQuery(ws));
  const rows = invites.data?.data ?? [];
  const columns: Column<Invite>[] = [
    {
      key: "who",
      head: say("team.who"),
      card: "title",
      cell: (one) => (
        <span className={css.who}>
          <span>{one.email}</span>
          <small>{one.invitedBy.name ? say("team.invitedBy", { name: one.invitedBy.name }) : ""}</small>
        </span>
      ),
    },
    { key: "role", head: say("team.role"), card: "underEnd", cell: (one) => say(`role.${one.role}`) },
    {
      key: "until",
      head: say("team.until"),
      card: "under",
      cell: (one) =>
        one.expired ? <Status tone="taken">{say("team.expired")}</Status> : <When at={one.expiresAt} />,
    },
    {
      key: "acts",
      head: say("word.acts"),
      align: "end",
      card: "line",
      cell: (one) => <InviteActs invite={one} />,
    },
  ];
  if (invites.isError) return <Problem error={invites.error} onRetry={() => void invites.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <Section title={say("team.open")}>
      <DataTable says={say("team.open")} rows={rows} columns={columns} keyOf={(one) => one.id} />
      <p className={css.note}>{say("team.openSays")}</p>
    </Section>
  );
}

function InviteActs({ invite }: { invite: Invite }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const { id, email } = invite;
  const mailStays = useMailStays();
  const after = async (says: string) => {
    await queries.invalidateQueries({ queryKey: invitesQuery(ws).queryKey });
    toast.tell({ says });
  };
  const resend = useMutation({
    mutationFn: () => resendInvite(ws, id),
    onSuccess: () => after(say(mailStays ? "mailStays.told" : "team.resent", { email })),
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawInvite(ws, id),
    onSuccess: () => after(say("team.withdrawn", { email })),
  });
  const error = resend.error ?? withdraw.error;
  return (
    <span className={css.acts}>
      <TakeLink email={email} take={() => takeInviteLink(ws, id)} isSmall />
      <Button
        variant="default"
        size="xs"
        loading={resend.isPending}
        aria-label={say("team.resendTo", { email })}
        onClick={() => resend.mutate()}
      >
        {say("team.resend")}
      </Button>
      <Button
        variant="subtle"
        color="brick"
        size="xs"
        loading={withdraw.isPending}
        aria-label={say("team.withdrawOf", { email })}
        onClick={() => withdraw.mutate()}
      >
        {say("team.withdraw")}
      </Button>
      {error ? <Problem error={error} /> : null}
    </span>
  );
}
