// The door of a process that may die in the middle of what it does: at any statement that writes, before it
// is sent or after it, or in a posting flight. The caller heard nothing, the process starts anew, and the
// same is asked again under the same Idempotency-Key: it must be done once. Reading is never cut.
// Example: the third statement of an acceptance is not sent → begun anew → accepted, once.
import type { Server } from "../../src/server/server-type.ts";
import type { ChanceApart } from "./chance-apart.ts";
import type { Random } from "./seeded.ts";
import type { WeakLine } from "./weak-line.ts";

export type Method = "GET" | "POST" | "PATCH";
type Parsed = ReturnType<typeof JSON.parse>;

export interface Told {
  status: number;
  body: Parsed;
  cookies: string;
}

export interface Life {
  r: Random;
  line: WeakLine;
  /** Not while the business is being opened. */
  isMortal: boolean;
  deaths: number;
  /** The posting desks begin anew. */
  restart(): void;
  apart: ChanceApart["apart"];
}

/** Acts that the ledger's desk posts; a sale or refund told again is known by its own id. */
const POSTED = /\/(sales|refunds|disputes|close)$/;
/** Not kept under a key: signing in, and the link of a mail, which sees to itself (agree-steps.ts). */
const UNKEPT = /^\/(session|invitations)\//;

/** Makes the next act die, or not; answers whether it may. */
export function mayDie({ r, line, isMortal }: Life, isPosted: boolean): boolean {
  if (!isMortal || !r.chance(0.12)) return false;
  if (isPosted) line.next = r.pick(["connect", "middle", "answer"] as const);
  else line.cut = { writes: r.below(9), isSent: r.chance(0.5) };
  return true;
}

/** Whatever was to come does not any more; where it came, the process begins anew. */
export function afterDeath(life: Life, hasDied: boolean): void {
  Object.assign(life.line, { next: "none", cut: null });
  if (!hasDied) return;
  life.deaths += 1;
  life.restart();
}

export async function knock(
  server: Server,
  life: Life,
  method: Method,
  path: string,
  payload: object | undefined,
  headers: Record<string, string>,
): Promise<Told> {
  const ask = async (more: Record<string, string>): Promise<Told> => {
    const all = { ...headers, ...more };
    const body = payload ? { payload } : {};
    const url = `/v1${path}`;
    const answer = await life.apart(async () => await server.inject({ method, url, headers: all, ...body }));
    const cookies = answer.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json(), cookies };
  };
  if (method === "GET" || UNKEPT.test(path) || !mayDie(life, POSTED.test(path))) return await ask({});
  const key = { "idempotency-key": `k${life.r.below(1e9)}` };
  const told = await ask(key);
  const hasDied = told.status >= 500;
  afterDeath(life, hasDied);
  return hasDied ? await ask(key) : told;
}
