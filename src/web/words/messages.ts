// What a catalogue of messages is: the keys that English has, each with a text, in every language alike.
// Types only. Example: a MessageKey is "sale.says"; one that no catalogue has does not compile.
import type en from "./en.json";

export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, string>;
