// What is written of somebody who followed a link, and what is counted only. Types.
// Example: { link: carla's, visitor, at: 1 May 12:00:03, isReturning: false, … }.
import type { Uuid } from "../base/id.ts";

/** Somebody followed a link. */
export interface NewClick {
  readonly id: Uuid;
  readonly link: Uuid;
  readonly product: Uuid;
  readonly party: Uuid | null;
  readonly visitor: Uuid;
  /** The visitor brought a cookie of ours: he may have been here before. */
  readonly isReturning: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly device: number | null;
  readonly subId: string | null;
  readonly referrer: string | null;
}

/** What was followed and is no click, counted only. */
export interface Uncounted {
  readonly link: Uuid;
  readonly product: Uuid;
  readonly party: Uuid | null;
  readonly at: number;
  readonly untracked: number;
  readonly ignored: number;
}

export interface ClickBatch {
  readonly clicks: readonly NewClick[];
  readonly uncounted: readonly Uncounted[];
}
