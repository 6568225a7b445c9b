// What one act for several things is told: the things, what to do with each, whom to tell what came of it.
// Types only. Example: { items: [a, b], each: release, keyOf: (one) => one.id, … }.
import type { ReactNode } from "react";

export interface EachProps<T> {
  title: string;
  /** The act with how many, as the button says it. */
  act: string;
  /** What follows, and what cannot be undone. */
  final: ReactNode;
  items: readonly T[];
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  each: (item: T) => Promise<unknown>;
  /** Grave acts wear brick. */
  isGrave?: boolean;
  isReady?: boolean;
  /** What is asked besides: a reason that holds for all. */
  children?: ReactNode;
  /** Everything was tried, or one stopped it: the keys that were, and why some failed. */
  onSettled: (tried: readonly string[], failed: ReadonlyMap<string, string>) => Promise<unknown>;
  onClose: () => void;
}
