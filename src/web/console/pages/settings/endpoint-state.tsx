// Whether an address is told, waits, or was given up.
//   <EndpointState state="paused" />
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Endpoint } from "../../data/settings.ts";

const TONES = { active: "good", paused: "quiet", disabled: "taken" } as const;

export function EndpointState({ state }: { state: Endpoint["state"] }) {
  const { say } = useWords();
  return <Status tone={TONES[state]}>{say(`hookState.${state}`)}</Status>;
}
