// The day on which a bank is asked to execute a run: the day it was proposed for, or that of its approval
// where that came later; a bank refuses a day that is over. It reads no clock: the same run has the same day
// for ever.
// Example: proposed for 2 March, approved on 9 March → "2026-03-09"
import { dayIn } from "../base/calendar.ts";
import type { PayoutRun } from "./run.ts";

export function executionDay(
  { executesOn, approvedAt }: Pick<PayoutRun, "executesOn" | "approvedAt">,
  timeZone: string,
): string {
  if (approvedAt === null) return executesOn;
  const day = dayIn(timeZone, approvedAt.getTime());
  const approved = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return approved > executesOn ? approved : executesOn;
}
