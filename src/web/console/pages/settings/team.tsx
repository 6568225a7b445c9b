// Who works here: members with their roles, open invitations, and what each role may do. Access is told apart
// from sharing and promoting, with the way to each. The last owner can neither leave nor be made less.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { DataTable } from "../../../parts/data-table.tsx";
import { useNarrow } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Tag } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { invitePartnerAddress, productsAddress } from "../../addresses.ts";
import { type Member, membersQuery } from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { MemberActs } from "./member-acts.tsx";
import { RolesTable } from "./roles-table.tsx";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

const OpenInvites = later(() => import("./open-invites.tsx"), "OpenInvites");
const InviteMember = later(() => import("./invite-member.tsx"), "InviteMember");

export function Team() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  // In the address, so that a link or the palette may open it.
  const asked = (useSearch({ strict: false }) as { invite?: string }).invite === "1";
  const isInviting = asked && may("settings");
  const narrow = useNarrow();
  const setInviting = (is: boolean) => narrow({ invite: is ? "1" : undefined });
  const members = useQuery(membersQuery(ws));
  const invite = may("settings") ? (
    <Button leftSection={<Icon name="mail" size={16} />} onClick={() => setInviting(true)}>
      {say("team.invite")}
    </Button>
  ) : undefined;
  return (
    <SettingsShell title={say("settings.team")} lead={say("team.lead")} action={invite}>
      <ThreeWays onInvite={may("settings") ? () => setInviting(true) : null} />
      <Section title={say("team.members")}>
        {members.isError ? <Problem error={members.error} onRetry={() => void members.refetch()} /> : null}
        <MemberTable members={members.data?.data ?? []} isLoading={members.isPending} />
      </Section>
      {may("settings") ? <OpenInvites /> : null}
      <Section title={say("team.roles")}>
        <RolesTable />
      </Section>
      {isInviting ? <InviteMember onClose={() => setInviting(false)} /> : null}
    </SettingsShell>
  );
}

/** Needs access, shares, promotes: three different things, three ways. */
function ThreeWays({ onInvite }: { onInvite: (() => void) | null }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  return (
    <ul className={css.ways}>
      <li className={css.way}>
        <h2>{say("team.access")}</h2>
        <p>{say("team.accessSays")}</p>
        {onInvite ? (
          <Button variant="default" size="xs" onClick={onInvite}>
            {say("team.accessWay")}
          </Button>
        ) : (
          <span className={css.here}>{say("team.accessAsk")}</span>
        )}
      </li>
      <li className={css.way}>
        <h2>{say("team.shares")}</h2>
        <p>{say("team.sharesSays")}</p>
        <Link to={invitePartnerAddress(ws)}>{say("team.sharesWay")}</Link>
      </li>
      <li className={css.way}>
        <h2>{say("team.promotes")}</h2>
        <p>{say("team.promotesSays")}</p>
        <Link to={productsAddress(ws)}>{say("team.promotesWay")}</Link>
      </li>
    </ul>
  );
}

function MemberTable({ members, isLoading }: { members: readonly Member[]; isLoading: boolean }) {
  const { say } = useWords();
  const { session } = useWorkspace();
  const owners = members.filter((one) => one.role === "owner").length;
  const columns: Column<Member>[] = [
    {
      key: "who",
      head: say("team.who"),
      card: "title",
      cell: (one) => (
        <span className={css.who}>
          <span>
            {one.name || one.email}{" "}
            {one.account === session?.account.id ? <Tag isOwn>{say("team.you")}</Tag> : null}
          </span>
          <small>{one.email}</small>
        </span>
      ),
    },
    { key: "role", head: say("team.role"), card: "underEnd", cell: (one) => say(`role.${one.role}`) },
    {
      key: "since",
      head: say("team.since"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    {
      key: "acts",
      head: say("word.acts"),
      align: "end",
      card: "figure",
      cell: (one) => <MemberActs member={one} isLastOwner={one.role === "owner" && owners === 1} />,
    },
  ];
  return (
    <DataTable
      says={say("team.members")}
      rows={members}
      columns={columns}
      keyOf={(one) => one.account}
      isLoading={isLoading}
    />
  );
}
