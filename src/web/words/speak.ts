// Speaking one language: say makes text, show makes text with elements in it. Messages are read once each. It
// knows nothing of where the language came from, and never falls back to another in the middle of a screen.
// Example: makeWords("en", messages, choose).say("list.shown", { count: 50 }) → "50 shown so far"
import { createElement, Fragment, type ReactNode } from "react";
import { fill, type Node, read } from "./icu.ts";
import type { MessageKey, Messages } from "./messages.ts";
import { PSEUDO, pseudoNodes } from "./pseudo.ts";

export interface Words {
  language: string;
  say: (key: MessageKey, values?: Record<string, string | number>) => string;
  show: (key: MessageKey, values: Record<string, ReactNode>) => ReactNode;
  has: (key: string) => key is MessageKey;
  choose: (language: string) => Promise<void>;
}

/** `onMissing`: a message was asked for whose part is not there yet; nothing stands in its place until then. */
export function makeWords(
  language: string,
  messages: Messages,
  choose: Words["choose"],
  onMissing: () => void = () => {},
): Words {
  const known = new Map<string, Node[]>();
  const nodesOf = (key: MessageKey): Node[] => {
    let nodes = known.get(key);
    if (!nodes) {
      if (messages[key] === undefined) {
        onMissing();
        return [];
      }
      nodes = read(messages[key]);
      if (language === PSEUDO) nodes = pseudoNodes(nodes);
      known.set(key, nodes);
    }
    return nodes;
  };
  return {
    language,
    choose,
    has: (key): key is MessageKey => Object.hasOwn(messages, key),
    say: (key, values = {}) => fill<string | number>(nodesOf(key), values, language).join(""),
    show: (key, values) =>
      fill<ReactNode>(nodesOf(key), values, language).map((part, index) =>
        // The parts of one message never change their order, so the place is a good key.
        createElement(Fragment, { key: index }, part),
      ),
  };
}
