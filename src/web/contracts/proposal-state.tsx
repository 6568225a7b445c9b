// What became of a proposal, in a word. It never decides it: what nobody answered in time says so itself.
//   <ProposalState state="open" isYours /> → ○ Waits for your answer

import type { Proposal } from "../data/contracts.ts";
import { Status, type Tone } from "../parts/status.tsx";
import { useWords } from "../words/words.tsx";

const TONES: Record<Proposal["state"], Tone> = {
  open: "pending",
  accepted: "good",
  declined: "taken",
  withdrawn: "quiet",
  lapsed: "quiet",
};

export function ProposalState({ state, isYours }: { state: Proposal["state"]; isYours: boolean }) {
  const { say } = useWords();
  const word = state === "open" && isYours ? say("agree.state.yours") : say(`agree.state.${state}`);
  return <Status tone={TONES[state]}>{word}</Status>;
}
