// What a posting desk and the planner it was built with say to each other. Types, and the mark of an act that
// is not posted. Never decides anything.
// Example: planner.plan([sale, refused sale], page, "first") → results [{ id, seq }, Declined], one entry on
// the page.
import type { Statement } from "../db/flight.ts";
import type { JournalPage } from "./journal-page.ts";

/** Why an act is not posted, or not known to be: a refusal of its own, or what stopped its flight. */
export class Declined {
  readonly why: unknown;

  constructor(why: unknown) {
    this.why = why;
  }
}

export type Result<Answer> = Answer | Declined;

/** What a planner makes of a run of acts; their entries stand on the page it was handed. */
export interface Plan<Answer> {
  /** terms_epoch that was planned under. */
  epoch: number;
  /** One per act, given once the flight has landed. */
  results: Result<Answer>[];
  /** Statements that go behind the ledger's own, in the same commit. */
  statements: Statement[];
}

/** "again": a flight of these acts failed, so some may be in the journal already: look them up first. */
export type Attempt = "first" | "again";

/** Plans are made ahead of their predecessor's commit, so a planner counts at once and forgets when told. */
export interface Planner<Act, Answer> {
  /** How many acts from the front may be planned together (at least 1). */
  run(acts: readonly Act[]): number;
  /**
   * True where the plan needs nothing of what may still be in the air: only such acts are planned ahead.
   */
  isFree(act: Act): boolean;
  plan(acts: readonly Act[], page: JournalPage, attempt: Attempt): Promise<Plan<Answer>>;
  /** Drop everything counted or cached: a flight failed, another process posted, or the terms changed. */
  forget(): void;
}
