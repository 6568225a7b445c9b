// What a problem answer (RFC 9457) tells, as the parts read it; anything else that is thrown is a failure of
// ours. Never text for people: that is ../problems/say-problem.ts, in the reader's language.
// Example: { status: 409, code: "below_minimum", detail: "There is less …", errors: [], facts: { minimum:
// 1000, … } }

/** What is wrong at one place; `facts` is what its message speaks of. */
export interface ProblemLine {
  path: string;
  code: string;
  message: string;
  facts?: Record<string, unknown> | undefined;
}

/** What a problem answer tells; anything else that is thrown is said as a failure of ours. */
export interface ProblemFacts {
  status: number;
  code: string;
  detail: string;
  errors: readonly ProblemLine[];
  requestId?: string;
  /** What a code brings along: the challenge of a sign-in, what is in the way. */
  facts?: Record<string, unknown>;
}

export function isProblem(error: unknown): error is ProblemFacts {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}
