// A state in a word with a small shape before it, so that colour is never the only sign.
// It never decides the state, only wears it.
//   <Status tone="taken">Refunded</Status>
import type { ReactNode } from "react";
import css from "./status.module.css";

export type Tone = "good" | "pending" | "taken" | "quiet";

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={css.status} data-tone={tone}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        {tone === "good" ? <circle cx="4" cy="4" r="4" /> : null}
        {tone === "pending" ? <circle cx="4" cy="4" r="3" fill="none" strokeWidth="2" /> : null}
        {tone === "taken" ? <rect x="0.5" y="0.5" width="7" height="7" rx="1" /> : null}
        {tone === "quiet" ? <rect y="3" width="8" height="2" rx="1" /> : null}
      </svg>
      {children}
    </span>
  );
}

/** A small word that marks what is not real money: demo and test data. One's own, among others, is quiet. */
export function Tag({ children, isOwn }: { children: ReactNode; isOwn?: boolean }) {
  return (
    <span className={css.tag} data-own={isOwn}>
      {children}
    </span>
  );
}
