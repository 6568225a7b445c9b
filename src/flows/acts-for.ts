// Who proposes or answers, and for which side: a person of the workspace or a key for the producer, an
// account that speaks for the party for the other. Never says whether they may: the door has asked that.
// Example: { actor: "account:019a…", name: "Bruno", email: "bruno@example.com", side: "party", party: "019a…"
// }.
import type { Uuid } from "../base/id.ts";

/** Whoever proposes or answers: for which side, and the party where it is the partner's. */
export type ActsFor = Person & ({ side: "producer" } | { side: "party"; party: Uuid });

export interface Person {
  actor: string;
  /** How the person or the key is called. */
  name: string;
  /** Null of a key. */
  email: string | null;
}
