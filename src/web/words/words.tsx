// The one way a screen speaks: useWords() gives say (text), show (text with elements in it), and the
// language. No page writes a sentence of its own; a missing key does not compile.
//   say("sales.count", { count: 1204 }) → "1,204 sales";  show("sale.paid", { amount: <Money … /> })
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { keepLanguage, loadMessages, wantAllWords } from "./languages.ts";
import type { Messages } from "./messages.ts";
import { makeWords, type Words } from "./speak.ts";

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
  const words = useMemo(() => {
    const { language, messages } = spoken;
    let isFetching = false;
    const onMissing = () => {
      if (isFetching) return;
      isFetching = true;
      void wantAllWords().then(() => setSpoken({ language, messages }));
    };
    return makeWords(language, messages, choose, onMissing);
  }, [spoken, choose]);
  return <WordsContext value={words}>{children}</WordsContext>;
}
