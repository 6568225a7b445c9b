// Where a payout or a run stands, in a word with its shape. It never decides the state.
//   <PayoutState state="in_transit" /> → ○ In transit
import { Status, type Tone } from "../parts/status.tsx";
import { useWords } from "../words/words.tsx";

type State =
  | "proposed"
  | "in_transit"
  | "unknown"
  | "settled"
  | "failed"
  | "returned"
  | "refused"
  | "withdrawn";

export const PAYOUT_TONES: Record<State, Tone> = {
  proposed: "quiet",
  in_transit: "pending",
  unknown: "pending",
  settled: "good",
  failed: "taken",
  returned: "taken",
  refused: "taken",
  withdrawn: "quiet",
};

export function PayoutState({ state }: { state: State }) {
  const { say } = useWords();
  return <Status tone={PAYOUT_TONES[state]}>{say(`payout.state.${state}`)}</Status>;
}

type RunState = "proposed" | "approved" | "paying" | "done" | "withdrawn";

const RUN_TONES: Record<RunState, Tone> = {
  proposed: "pending",
  approved: "pending",
  paying: "pending",
  done: "good",
  withdrawn: "quiet",
};

export function RunState({ state }: { state: RunState }) {
  const { say } = useWords();
  return <Status tone={RUN_TONES[state]}>{say(`payout.run.${state}`)}</Status>;
}
