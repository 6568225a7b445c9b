// Turns whatever was thrown into one problem answer, in one place. Never tells internals: what is not planned
// is a 500 with the request id, and the log has the rest. 400, 401, 405, 413, 415 and 429 are the door's own.
// Example: Refusal(409, "refund_exceeds_remaining") → 409; Fault → 503 with Retry-After; a zod issue → 400
// with its path.
import { STATUS_CODES } from "node:http";
import type { FastifyError } from "fastify";
import type { z } from "zod";
import { Fault, Refusal } from "../base/refusal.ts";
import { PROBLEM_TYPE, type Problem, type ProblemError, problem } from "../wire/problem.ts";
import { NotJson } from "../wire/strict-json.ts";
import { errorsOf } from "./issue-words.ts";

/** The door's own no. */
export class DoorAnswer extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429,
    code: string,
    message: string,
    more: { errors?: readonly ProblemError[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = "DoorAnswer";
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** What every route's schema says under "4xx" and "5xx". */
export const PROBLEM_ANSWER = {
  description: "RFC 9457 problem details",
  content: { [PROBLEM_TYPE]: { schema: problem } },
};

export interface Answer {
  body: Problem;
  headers: Readonly<Record<string, string>>;
  /** Ours to look at: logged whole. */
  broken: boolean;
}

type Parts = Pick<Problem, "status" | "code" | "detail"> & {
  errors?: readonly ProblemError[];
  facts?: object;
};

/** Any error → what the caller is told. */
export function answerFor(error: unknown, requestId: string): Answer {
  const told = tell(error);
  const { headers = {}, broken = false, ...parts } = told;
  const { status, code, detail, errors = [], facts } = parts;
  const body: Problem = {
    type: `urn:partage:problem:${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    code,
    detail,
    errors: [...errors],
    ...(facts && Object.keys(facts).length > 0 ? { facts: facts as Record<string, unknown> } : {}),
    requestId,
  };
  return { body, headers, broken };
}

function tell(error: unknown): Parts & { headers?: Readonly<Record<string, string>>; broken?: boolean } {
  if (error instanceof Refusal) {
    const errors = error.details.map((one) => ({
      path: one.path ?? "",
      code: one.code,
      message: one.message,
    }));
    return { status: error.status, code: error.code, detail: error.message, errors, facts: error.facts };
  }
  if (error instanceof DoorAnswer) {
    const { status, code, errors, headers, message } = error;
    return { status, code, detail: message, errors, headers };
  }
  if (error instanceof NotJson) {
    const errors = error.path === "" ? [] : [{ path: error.path, code: error.code, message: error.message }];
    const detail = error.path === "" ? error.message : `${error.path} ${error.message}.`;
    return { status: 400, code: error.code, detail, errors };
  }
  if (error instanceof Fault) {
    return { status: 503, code: error.code, detail: error.message, headers: { "retry-after": "2" } };
  }
  return tellFramework(error as FastifyError) ?? tellDatabase(error as { code?: string }) ?? BROKEN;
}

const BROKEN = {
  status: 500,
  code: "internal_error",
  detail: "Something went wrong on our side. Nothing was changed; the request id finds it in the log.",
  broken: true,
};

const FRAMEWORK: Record<string, { code: string; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: "body_too_large",
    detail: "The body is larger than this address takes.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: "unsupported_media_type",
    detail: "Send the body as application/json (Content-Type).",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: "invalid_json", detail: "The body is empty; send a JSON object." },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: "invalid_request",
    detail: "The body is not as long as Content-Length says.",
  },
  FST_ERR_BAD_URL: { code: "invalid_request", detail: "The address is not a well-formed URL path." },
};

/** For what plugins throw: a file too large, a part that cannot be read. */
const BY_STATUS: Record<number, { code: string; detail: string }> = {
  406: { code: "unsupported_media_type", detail: "The body is not of the type this address takes." },
  413: { code: "body_too_large", detail: "The body, or a file in it, is larger than this address takes." },
  415: { code: "unsupported_media_type", detail: "The body is not of the type this address takes." },
  429: { code: "too_many_requests", detail: "Too many requests; wait a little." },
};

function tellFramework(error: FastifyError): Parts | null {
  if (error?.validation) return tellShape(error);
  const status = error?.statusCode;
  if (status === undefined || status < 400 || status > 499) return null;
  const known = FRAMEWORK[error.code];
  if (known) return { status, ...known };
  const { code, detail } = BY_STATUS[status] ?? {
    code: "invalid_request",
    detail: "The request is not right.",
  };
  return { status, code, detail };
}

/** A list of ten thousand wrong lines is understood from its first hundred. */
const MOST_ERRORS = 100;

/** A shape that does not fit: 400 with every path; an id in the path that is no id of ours: 404. */
function tellShape(error: FastifyError): Parts {
  if (error.validationContext === "params") {
    return { status: 404, code: "not_found", detail: "There is nothing at this address." };
  }
  const issues = (error.validation ?? []).map((one) => (one.params as { issue?: z.core.$ZodIssue }).issue);
  const errors = issues.flatMap((issue) => (issue ? errorsOf(issue) : [])).slice(0, MOST_ERRORS);
  const where = error.validationContext === "querystring" ? "query" : "body";
  const first = errors[0];
  const detail = first
    ? `${first.path === "" ? `The ${where}` : first.path} ${first.message}.`
    : `The ${where} is wrong.`;
  return { status: 400, code: "invalid_request", detail, errors };
}

/** What PostgreSQL refuses for reasons that are not the caller's and pass by themselves. */
function tellDatabase(error: { code?: string }): (Parts & { headers: Record<string, string> }) | null {
  const passing = ["40001", "40P01", "55P03", "53300", "57014"];
  if (!passing.includes(error?.code ?? "")) return null;
  const detail = "The database is busy with something that stands in the way; try again.";
  return { status: 503, code: "database_busy", detail, headers: { "retry-after": "1" } };
}
