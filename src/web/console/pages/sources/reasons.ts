// Why a message waits or was refused, in words, and what to do about it. A reason we have no words for is
// said by its code, as problems are. Example: reasonName({ reason: "unknown_product", message: "…" }, words)
// → "Nobody has said which product this is".
import { sayRow } from "../../../problems/say-row.ts";
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";
import type { Delivery } from "../../data/deliveries.ts";

type Told = Pick<Delivery, "reason" | "message">;

export function reasonName({ reason, message }: Told, words: Words): string {
  const key = `parkedReason.${reason}`;
  return words.has(key) ? words.say(key as MessageKey) : (sayNote(reason, message, words) ?? "–");
}

/** What to do; null where there is nothing to say. */
export function reasonHelp({ reason }: Told, words: Words): string | null {
  const key = `parkedHelp.${reason}`;
  return words.has(key) ? words.say(key as MessageKey) : null;
}

/** What was noted: with its amounts and names for who reads English, else by its code. */
export function noteText({ reason, message }: Told, words: Words): string | null {
  return words.language === "en" ? message : sayNote(reason, message, words);
}

function sayNote(reason: string | null, message: string | null, words: Words): string | null {
  const code = reason ?? "";
  return message === null && code === "" ? null : sayRow({ code, message: message ?? code }, words);
}
