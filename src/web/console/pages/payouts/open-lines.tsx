// How many lines of a settlement still wait for an answer; that all agree where none does.
//   <OpenLines count={2} /> → "2 open"
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";

export function OpenLines({ count }: { count: number }) {
  const { say } = useWords();
  return count === 0 ? (
    <Status tone="good">{say("settled.allAgree")}</Status>
  ) : (
    <Status tone="pending">{say("settled.openCount", { count })}</Status>
  );
}
