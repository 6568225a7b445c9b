// Where a question stands, in a word, seen from one side: whose turn it is, or that it is closed.
// It never decides it.
//   <QuestionState question={question} side="producer" /> → ○ Waits for you
import { Status } from "../parts/status.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";

interface Props {
  question: { state: "open" | "answered" | "closed" };
  side: "producer" | "party";
}

export function QuestionState({ question, side }: Props) {
  const { say } = useWords();
  const { state } = question;
  // Whoever waits sees that it waits, whose turn it ever is; what the producer answered is done.
  const isDone = state === "answered" && side === "producer";
  const tone = state === "closed" ? "quiet" : isDone ? "good" : "pending";
  return <Status tone={tone}>{stateWord(say, question.state, side)}</Status>;
}

export function stateWord(
  say: Words["say"],
  state: "open" | "answered" | "closed",
  side: "producer" | "party",
): string {
  if (state === "closed") return say("question.state.closed");
  if (side === "producer") return say(state === "open" ? "question.state.yours" : "question.state.theirs");
  return say(state === "open" ? "question.state.waits" : "question.state.answered");
}
