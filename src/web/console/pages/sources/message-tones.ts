// The colour of a message's state: applied is good, what waits is pending, what was refused is taken.
// Example: TONES.refused → "taken"
import type { Tone } from "../../../parts/status.tsx";
import type { Delivery } from "../../data/deliveries.ts";

export const TONES: Record<Delivery["state"], Tone> = {
  stored: "pending",
  applied: "good",
  parked: "pending",
  ignored: "quiet",
  refused: "taken",
  dismissed: "quiet",
};
