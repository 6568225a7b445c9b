// How a party stands on a product it promotes: in words, with the reason where it earns nothing.
// Never colour alone. Example: <PromoteState program={own} /> → Suspended · Ads on our own name.
import type { OwnProgram } from "../../../data/programs.ts";
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

export function PromoteState({ program }: { program: OwnProgram }) {
  const { say } = useWords();
  const { affiliation, bar } = program;
  if (affiliation === null) return <Status tone="quiet">{say("promote.notYet")}</Status>;
  const state = bar !== null && affiliation.state === "approved" ? "suspended" : affiliation.state;
  return <Status tone={TONES[state]}>{say(`promote.state.${state}`)}</Status>;
}
