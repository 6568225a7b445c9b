// How a source is, in a word: connected, waiting for its secret or its first message, paused, or turned away
// at the door because the secret does not fit. It never decides; the server's facts do.
// Example: <SourceState source={stripe} /> → ● Connected
import { Status, type Tone } from "../../../parts/status.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import type { Source } from "../../data/sources.ts";

export type Health = "paused" | "unfinished" | "turnedAway" | "silent" | "good";

const TONES: Record<Health, Tone> = {
  paused: "quiet",
  unfinished: "pending",
  turnedAway: "taken",
  silent: "pending",
  good: "good",
};

export function healthOf(source: Source): Health {
  if (source.state === "paused") return "paused";
  if (!source.hasSecret) return "unfinished";
  if (source.turnedAway.count > 0) return "turnedAway";
  return source.lastReceivedAt === null ? "silent" : "good";
}

export function SourceState({ source }: { source: Source }) {
  const { say } = useWords();
  const health = healthOf(source);
  const key: MessageKey = `sourceState.${health}`;
  return <Status tone={TONES[health]}>{say(key)}</Status>;
}
