// The one way a screen speaks: useWords() gives say (text), show (text with elements in it), and the
// language. No page writes a sentence of its own; a missing key does not compile.
//   say("sales.count", { count: 1204 }) → "1,204 sales";  show("sale.paid", { amount: <Money … /> })
import { createContext, Fragment, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { fill, type Node, read } from "./icu.ts";
import { keepLanguage, loadMessages, type MessageKey, type Messages } from "./languages.ts";

export interface Words {
  language: string;
  say: (key: MessageKey, values?: Record<string, string | number>) => string;
  show: (key: MessageKey, values: Record<string, ReactNode>) => ReactNode;
  has: (key: string) => key is MessageKey;
  choose: (language: string) => Promise<void>;
}

const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useWords outside WordsProvider");
  return words;
}

interface Props {
  start: { language: string; messages: Messages };
  children: ReactNode;
}

export function WordsProvider({ start, children }: Props) {
  const [spoken, setSpoken] = useState(start);
  const choose = useCallback(async (language: string) => {
    const messages = await loadMessages(language);
    keepLanguage(language);
    document.documentElement.lang = language;
    setSpoken({ language, messages });
  }, []);
  const words = useMemo(() => makeWords(spoken.language, spoken.messages, choose), [spoken, choose]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function makeWords(language: string, messages: Messages, choose: Words["choose"]): Words {
  const known = new Map<string, Node[]>();
  const nodesOf = (key: MessageKey): Node[] => {
    let nodes = known.get(key);
    if (!nodes) {
      nodes = read(messages[key]);
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
      fill<ReactNode>(nodesOf(key), values, language).map((part, index) => (
        // The parts of one message never change their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>{part}</Fragment>
      )),
  };
}
