// Before something is done about a member: what follows, to whom, and the choice of another role. It acts
// once its button is pressed.
//   <AskMember act="leave" member={member} name="Fay" onClose={close} />

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Choice } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
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
import type { MemberAct } from "./member-items.tsx";
import { ROLES } from "./role-list.ts";

interface Props {
  act: MemberAct;
  member: Member;
  name: string;
  onClose: () => void;
}

export function AskMember({ act, member, name, onClose }: Props) {
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
        <Choice
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

function useDone(act: MemberAct, onClose: () => void) {
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
