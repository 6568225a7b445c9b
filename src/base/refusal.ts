// The three words for what can go wrong, thrown anywhere and caught once, at the door (or per item of a
// batch). Refusal: a planned no that the caller can act on. Fault: the outside failed. Broken: we are wrong.
// Never used for the door's own answers (400, 401, 413, 415, 429).
// Example: a refund of 400 on a sale with 300 left → new Refusal(409, "refund_exceeds_remaining", …, {
// remaining: 300 }).

export type RefusalStatus = 403 | 404 | 409 | 410 | 422;

export interface RefusalDetail {
  /** Where in the input, as the caller spelled it: `contracts[0].share`. */
  path?: string;
  code: string;
  message: string;
}

/** A planned no. `code` is stable, `message` says what happened and what to do. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly code: string;
  readonly details: readonly RefusalDetail[];
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    status: RefusalStatus,
    code: string,
    message: string,
    more: { details?: readonly RefusalDetail[]; facts?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.facts = more.facts ?? {};
  }
}

/**
 * The outside failed (database away, disk full, source timed out): 503 at the door, bounded retries inside.
 */
export class Fault extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "Fault";
    this.code = code;
  }
}

/** We are wrong: an assertion failed. Rolled back, answered with 500, logged whole. */
export class Broken extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "Broken";
  }
}

/** States what must be true here; throws Broken with the sentence when it is not. */
export function assert(truth: unknown, sentence: string): asserts truth {
  if (!truth) throw new Broken(sentence);
}
