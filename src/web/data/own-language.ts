// The language this person chose for themselves: kept with the account, so that console, portal and another
// machine speak the same. It never guesses: without a choice the browser's holds.
//   const choose = useChooseLanguage(); choose("pt-BR")
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { LANGUAGES } from "../words/languages.ts";
import { PSEUDO } from "../words/pseudo.ts";
import { useWords } from "../words/words.tsx";
import { ask } from "./ask.ts";
import { type Session, sessionQuery } from "./session.ts";

/** Speaks the account's language once it is known. */
export function useOwnLanguage(): void {
  const { choose } = useWords();
  const own = useQuery(sessionQuery).data?.account.language;
  useEffect(() => {
    if (own && LANGUAGES.includes(own)) void choose(own);
  }, [own, choose]);
}

/** Speaks another language from now on, here and wherever this person signs in. */
export function useChooseLanguage(): (language: string) => void {
  const { choose } = useWords();
  const queries = useQueryClient();
  return (language) => {
    void choose(language);
    const session = queries.getQueryData<Session>(sessionQuery.queryKey);
    if (!session) return;
    const account = { ...session.account, language };
    queries.setQueryData<Session>(sessionQuery.queryKey, { ...session, account });
    // The builders' own is for this browser alone.
    if (language === PSEUDO) return;
    ask("PUT", "/v1/account/profile", { body: { language } }).catch(() => undefined);
  };
}
