// What can be done about one member: another role, handing ownership over, taking out, leaving. Each says
// what follows, to whom; what would be refused is not offered, and why is said.
import { Button } from "@mantine/core";
import { lazy, useState } from "react";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { ReachedBy } from "../../../parts/reached-menu.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Member } from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import type { MemberAct } from "./member-items.tsx";

const AskMember = later(() => import("./ask-member.tsx"), "AskMember");

const load = () => import("./member-items.tsx").then((file) => ({ default: file.MemberItems }));
const MemberItems = lazy(load);

export function MemberActs({ member, isLastOwner }: { member: Member; isLastOwner: boolean }) {
  const { say } = useWords();
  const { may, role: mine, session } = useWorkspace();
  const [act, setAct] = useState<MemberAct | null>(null);
  const isMe = member.account === session?.account.id;
  const mayChange = may("settings") && (mine === "owner" || member.role !== "owner");
  if (!isMe && !mayChange) return null;
  const name = member.name || member.email;
  const acts: MemberAct[] = [
    ...(mayChange ? (["role"] as const) : []),
    ...(mine === "owner" && !isMe ? (["own"] as const) : []),
    isMe ? "leave" : "remove",
  ];
  return (
    <>
      <ReachedBy
        onReach={() => void load()}
        draw={(facts) => (
          <Button
            variant="default"
            size="xs"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("team.actsOf", { name })}
            {...facts}
          >
            {say("team.change")}
          </Button>
        )}
        menu={(button) => (
          <MemberItems button={button} acts={acts} isLastOwner={isLastOwner} onAct={setAct} />
        )}
      />
      {act ? <AskMember act={act} member={member} name={name} onClose={() => setAct(null)} /> : null}
    </>
  );
}
