// What `partage split` must print for a plan and lines, both as text: the auditor asked line by line.
// Nothing is decided here. Example: a line that is not JSON → { line: 3, error: { code: "invalid_json" } }.
import { Auditor, type Problem } from "./auditor.ts";
import type { Answer } from "./auditor-split.ts";
import { Invalid, readPlan } from "./split-text.ts";

/** Answers and errors as §11 prints them; an error of the plan has no line. */
export function auditText(planJson: string, lines: string[]): { answers: Answer[]; errors: Problem[] } {
  const auditor = new Auditor();
  const answers: Answer[] = [];
  const errors: Problem[] = [];
  try {
    readPlan(planJson);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return { answers, errors: [{ error: { code: error.message } }] };
  }
  lines.forEach((line, i) => {
    if (/^[ \t\r]*$/.test(line)) return;
    const outcome = auditor.entry({ source: "", plan: planJson, line });
    if ("error" in outcome) errors.push({ line: i + 1, ...outcome });
    else answers.push(outcome.answer);
  });
  return { answers, errors };
}
