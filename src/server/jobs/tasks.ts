// Every kind of job, one line each, and what runs by the clock. A handler repeats without harm: it may run
// twice.
// Example: a line `deliver_webhook: (payload) => deliverWebhook(app, payload)`.
import type { JobHandler, Timetable } from "../../db/job-queue.ts";
import type { App } from "../../flows/app.ts";
import { forgetAnswers } from "./forget-answers.ts";

export function jobTasks(app: App): Record<string, JobHandler> {
  return {
    forget_answers: () => forgetAnswers(app),
  };
}

export const TIMETABLE: readonly Timetable[] = [{ task: "forget_answers", cron: "17 * * * *" }];
