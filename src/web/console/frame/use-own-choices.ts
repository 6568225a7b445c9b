// What this person chose for themselves: the language, the time zone and the manner of dates. It is kept with
// the account, so that it follows them to another machine, and beats what the browser asks for. It never
// decides money or days: those are the business's.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ReaderDates } from "../../parts/when.tsx";
import { LANGUAGES } from "../../words/languages.ts";
import { useWords } from "../../words/words.tsx";
import { keepOwnLanguage, type Session, sessionQuery } from "../data/session.ts";
import { useWorkspace } from "./use-workspace.ts";

/** Speaks the account's language once it is known. */
export function useOwnLanguage(): void {
  const { choose } = useWords();
  const own = useWorkspace().session?.account.language;
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
    // A language that the server does not know yet (a catalogue dropped in) is kept by this browser alone.
    keepOwnLanguage(language).catch(() => undefined);
  };
}

export function useReaderDates(): ReaderDates {
  const account = useWorkspace().session?.account;
  const { timeZone = null, dateStyle = null } = account ?? {};
  return useMemo(() => ({ timeZone, dateStyle }), [timeZone, dateStyle]);
}
