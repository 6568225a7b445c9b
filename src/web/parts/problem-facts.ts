// What a problem answer (RFC 9457) tells, as the parts read it; anything else that is thrown is a failure of
// ours. Never text for people: that is problem.tsx, in the reader's language.
// Example: fieldErrors(error) → { "workspace.name": "must not be empty" }

/** What a problem answer tells; anything else that is thrown is said as a failure of ours. */
export interface ProblemFacts {
  status: number;
  code: string;
  detail: string;
  errors: readonly { path: string; code: string; message: string }[];
  requestId?: string;
  /** What a code brings along: the challenge of a sign-in, what is in the way. */
  facts?: Record<string, unknown>;
}

export function isProblem(error: unknown): error is ProblemFacts {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}

/** The path of each error with its message, for the fields of a form. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  return Object.fromEntries(error.errors.map((one) => [one.path, one.message]));
}
