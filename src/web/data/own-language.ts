// The language this person chose for themselves: kept with the account, so that console, portal and another
// machine speak the same. It never guesses: without a choice the browser's holds.
//   const choose = useChooseLanguage(); choose("pt-BR")
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { LANGUAGES } from "../words/languages.ts";
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
    const account = { ...session.account, language: language as Session["account"]["language"] };
    queries.setQueryData<Session>(sessionQuery.queryKey, { ...session, account });
    // A language that the server does not know yet is kept by this browser alone.
    ask("PUT", "/v1/account/profile", { body: { language } }).catch(() => undefined);
  };
}
