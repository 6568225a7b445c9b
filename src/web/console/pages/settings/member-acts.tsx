// What can be done about one member: another role, handing ownership over, taking out, leaving. Each says
// what follows, to whom; what would be refused is not offered, and why is said.
import { Button, Menu, Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { sessionQuery } from "../../data/session.ts";
import {
  changeRole,
  handOver,
  leaveTeam,
  type Member,
  membersQuery,
  type Role,
  removeMember,
} from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ROLES } from "./role-list.ts";

type Act = "role" | "own" | "remove" | "leave";

export function MemberActs({ member, isLastOwner }: { member: Member; isLastOwner: boolean }) {
  const { say } = useWords();
  const { may, role: mine, session } = useWorkspace();
  const [act, setAct] = useState<Act | null>(null);
  const isMe = member.account === session?.account.id;
  const mayChange = may("settings") && (mine === "owner" || member.role !== "owner");
  if (!isMe && !mayChange) return null;
  const name = member.name || member.email;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("team.actsOf", { name })}
          >
            {say("team.change")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange ? (
            <Menu.Item disabled={isLastOwner} onClick={() => setAct("role")}>
              {say("team.changeRole")}
            </Menu.Item>
          ) : null}
          {mine === "owner" && !isMe ? (
            <Menu.Item onClick={() => setAct("own")}>{say("team.handOver")}</Menu.Item>
          ) : null}
          {isMe ? (
            <Menu.Item color="brick" disabled={isLastOwner} onClick={() => setAct("leave")}>
              {say("team.leave")}
            </Menu.Item>
          ) : (
            <Menu.Item color="brick" disabled={isLastOwner} onClick={() => setAct("remove")}>
              {say("team.remove")}
            </Menu.Item>
          )}
          {isLastOwner ? <Menu.Label>{say("team.lastOwner")}</Menu.Label> : null}
        </Menu.Dropdown>
      </Menu>
      {act ? <Asking act={act} member={member} name={name} onClose={() => setAct(null)} /> : null}
    </>
  );
}

interface AskingProps {
  act: Act;
  member: Member;
  name: string;
  onClose: () => void;
}

function Asking({ act, member, name, onClose }: AskingProps) {
  const { say } = useWords();
  const { ws, own, role: mine } = useWorkspace();
  const [role, setRole] = useState<Role>(member.role);
  const done = useDone(act, onClose);
  const send = useMutation({
    mutationFn: async (): Promise<unknown> => {
      if (act === "role") return await changeRole(ws, member.account, role);
      if (act === "own") return await handOver(ws, member.account);
      return await (act === "leave" ? leaveTeam(ws) : removeMember(ws, member.account));
    },
    onSuccess: () => done(say(`team.done.${act}`, { name, role: say(`role.${role}`) })),
  });
  const business = own?.name ?? "";
  return (
    <Confirm
      isOpen
      title={say(`team.ask.${act}`, { name, business })}
      act={say(`team.act.${act}`, { name, business, role: say(`role.${role}`) })}
      final={say(`team.final.${act}`, { name, business })}
      isReady={act !== "role" || role !== member.role}
      isWorking={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      {act === "role" ? (
        <Select
          label={say("team.role")}
          description={say(`roleSays.${role}`)}
          inputWrapperOrder={["label", "input", "description"]}
          data={ROLES.filter((one) => one !== "owner" || mine === "owner").map((value) => ({
            value,
            label: say(`role.${value}`),
          }))}
          value={role}
          onChange={(value) => value && setRole(value as Role)}
        />
      ) : (
        <p>{say(`team.says.${act}`, { name, business, role: say(`role.${member.role}`) })}</p>
      )}
    </Confirm>
  );
}

function useDone(act: Act, onClose: () => void) {
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return async (says: string) => {
    onClose();
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    if (act === "leave") {
      await navigate({ to: "/" });
      queries.removeQueries({ queryKey: [ws] });
    } else await queries.invalidateQueries({ queryKey: membersQuery(ws).queryKey });
    toast.tell({ says });
  };
}
