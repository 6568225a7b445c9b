// What a manager may do with one of its affiliates: approve or refuse an applicant, hand the others over.
//   <RecruitActs one={recruit} mayHandOver isWorking={false} onApprove={…} onOpen={…} />
import { Button } from "@mantine/core";
import type { Recruit } from "../../../data/programs.ts";
import { useWords } from "../../../words/words.tsx";
import css from "./recruits.module.css";

interface ActsProps {
  one: Recruit;
  mayHandOver: boolean;
  isWorking: boolean;
  onApprove: () => void;
  onOpen: (act: "refuse" | "hand_over") => void;
}

export function RecruitActs({ one, mayHandOver, isWorking, onApprove, onOpen }: ActsProps) {
  const { say } = useWords();
  const { name } = one.party;
  if (one.state === "requested") {
    return (
      <span className={css.acts}>
        <Button
          size="compact-sm"
          loading={isWorking}
          aria-label={say("program.act.approve", { name })}
          onClick={onApprove}
        >
          {say("recruits.approve")}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={say("program.act.refuse", { name })}
          onClick={() => onOpen("refuse")}
        >
          {say("recruits.refuse")}
        </Button>
      </span>
    );
  }
  if (!mayHandOver || one.state === "ended") return "–";
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-label={say("recruits.handOver", { name })}
      onClick={() => onOpen("hand_over")}
    >
      {say("recruits.handOverShort")}
    </Button>
  );
}
