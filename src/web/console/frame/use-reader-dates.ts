// The time zone and the manner of dates that this person chose for themselves, kept with the account. It
// never decides money or days: those are the business's.
//   const dates = useReaderDates(); <ReaderDatesProvider value={dates}>
import { useMemo } from "react";
import type { ReaderDates } from "../../parts/when.tsx";
import { useWorkspace } from "./use-workspace.ts";

export function useReaderDates(): ReaderDates {
  const account = useWorkspace().session?.account;
  const { timeZone = null, dateStyle = null } = account ?? {};
  return useMemo(() => ({ timeZone, dateStyle }), [timeZone, dateStyle]);
}
