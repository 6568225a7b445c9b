// Why a message waits or was refused, in words, and what to do about it. A reason we have no words for is
// said as the server said it. Example: reasonName({ reason: "unknown_product", message: "…" }, words) →
// "Nobody has said which product this is".
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";
import type { Delivery } from "../../data/deliveries.ts";

type Told = Pick<Delivery, "reason" | "message">;

export function reasonName({ reason, message }: Told, words: Words): string {
  const key = `parkedReason.${reason}`;
  return words.has(key) ? words.say(key as MessageKey) : (message ?? reason ?? "–");
}

/** What to do; null where there is nothing to say. */
export function reasonHelp({ reason }: Told, words: Words): string | null {
  const key = `parkedHelp.${reason}`;
  return words.has(key) ? words.say(key as MessageKey) : null;
}
