// The one way to the server: a typed request and its answer, or a thrown problem (RFC 9457) as parts/problem
// reads it. It never keeps anything, never names a workspace by itself, never retries a change.
//   await ask<Page<Sale>>("GET", `/v1/workspaces/${ws}/sales`, { query: { limit: 50 } })
import type { ProblemFacts } from "../parts/problem-facts.ts";
import { fetchProblemWords } from "../problems/say-problem.ts";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

interface What {
  query?: Record<string, string | number | null | undefined> | undefined;
  body?: unknown;
  /** Sent with every change that may be pressed twice, so that it happens once. */
  once?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface PageOf<T> {
  data: T[];
  nextCursor: string | null;
}

export class ProblemAnswer extends Error implements ProblemFacts {
  override name = "ProblemAnswer";
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: ProblemFacts["errors"];
  readonly requestId?: string;
  readonly facts?: Record<string, unknown>;

  constructor(facts: ProblemFacts) {
    super(facts.detail);
    this.status = facts.status;
    this.code = facts.code;
    this.detail = facts.detail;
    this.errors = facts.errors;
    if (facts.requestId !== undefined) this.requestId = facts.requestId;
    if (facts.facts !== undefined) this.facts = facts.facts;
  }
}

/** An empty answer (204, 202) is undefined. */
export async function ask<T>(method: Method, path: string, what: What = {}): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json, application/problem+json" };
  // A page of another site cannot set this one: the server asks for it on every change.
  if (method !== "GET") headers["x-partage-client"] = "console";
  if (what.once !== undefined) headers["idempotency-key"] = what.once;
  const isForm = what.body instanceof FormData;
  if (what.body !== undefined && !isForm) headers["content-type"] = "application/json";
  const body = isForm ? (what.body as FormData) : what.body === undefined ? null : JSON.stringify(what.body);
  const response = await send(path + queryText(what.query), {
    method,
    headers,
    body,
    signal: what.signal ?? null,
  });
  if (!response.ok) {
    // Who is not signed in is led to the door, and nothing is said.
    const [problem] = await Promise.all([
      readProblem(response),
      response.status === 401 && method === "GET" ? null : fetchProblemWords(),
    ]);
    throw problem;
  }
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: "same-origin" });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ProblemAnswer({ status: 0, code: "unreachable", detail: "", errors: [] });
  }
}

async function readProblem(response: Response): Promise<ProblemAnswer> {
  const { status } = response;
  try {
    const facts = (await response.json()) as Partial<ProblemFacts>;
    return new ProblemAnswer({
      status,
      code: facts.code ?? "unknown",
      detail: facts.detail ?? "",
      errors: facts.errors ?? [],
      ...(facts.requestId === undefined ? {} : { requestId: facts.requestId }),
      ...(facts.facts === undefined ? {} : { facts: facts.facts }),
    });
  } catch {
    return new ProblemAnswer({ status, code: "unknown", detail: "", errors: [] });
  }
}

export function queryText(query: What["query"]): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs as [string, string][])}`;
}
