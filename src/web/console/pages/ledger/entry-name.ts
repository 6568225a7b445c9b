// What an entry is called: by its kind, in the reader's words; a kind we have no word for as it is.
// Example: entryName("dispute_lost", words) → "Dispute lost".
import type { MessageKey } from "../../../words/messages.ts";
import type { Words } from "../../../words/speak.ts";

export function entryName(kind: string, words: Words): string {
  const key = `entryKind.${kind}`;
  return words.has(key) ? words.say(key as MessageKey) : kind;
}
