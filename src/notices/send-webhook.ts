// Sends one message as Standard Webhooks says: JSON, an id that stays over every try, a time, an HMAC-SHA256
// signature. The name is resolved once, every address it gives must be public, and the call goes to just that
// address; a redirection is not followed, so that it leads nowhere else. Never throws: what went wrong is the
// answer.
// Example: sendWebhook(message, { now }) → { ok: true, status: 204, message: "HTTP 204" }.
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { Webhook } from "standardwebhooks";
import { publicId } from "../base/id.ts";
import { isPublicAddress, refusedAddress } from "./webhook-address.ts";

export interface Outgoing {
  id: string;
  url: string;
  secret: string;
  /** The one before, while both sign. */
  oldSecret?: string | null;
  body: unknown;
}

export interface SendOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Only for a machine of one's own: may call loopback and private networks. */
  allowPrivate: boolean;
  /** 15 s unless told. */
  timeoutMs?: number;
  /** Another resolver, in tests. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
}

export interface Sent {
  ok: boolean;
  /** Of the answer; null when there was none. */
  status: number | null;
  message: string;
  /** The beginning of what was answered, as text; null when there was no answer. */
  answer: string | null;
  ms: number;
}

const MOST_KEPT = 2_000;
const TIMEOUT_MS = 15_000;
const MOST_ANSWER = 65_536;

export async function sendWebhook(outgoing: Outgoing, options: SendOptions): Promise<Sent> {
  const refused = refusedAddress(outgoing.url, options.allowPrivate);
  const begun = performance.now();
  const tell = (ok: boolean, status: number | null, message: string, answer: string | null): Sent => ({
    ok,
    status,
    message,
    answer,
    ms: Math.round(performance.now() - begun),
  });
  if (refused !== null) return tell(false, null, `The address ${refused}.`, null);
  const payload = JSON.stringify(outgoing.body);
  const id = publicId("message", outgoing.id);
  const at = new Date(options.now);
  const secrets = [outgoing.secret, ...(outgoing.oldSecret ? [outgoing.oldSecret] : [])];
  const signature = secrets.map((secret) => new Webhook(secret).sign(id, at, payload)).join(" ");
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(payload),
    "user-agent": "Partage-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  };
  try {
    const { status, answer } = await post(new URL(outgoing.url), headers, payload, options);
    const redirected = status >= 300 && status < 400;
    const message = redirected ? `HTTP ${status}: redirections are not followed` : `HTTP ${status}`;
    return tell(status >= 200 && status < 300, status, message, answer);
  } catch (error) {
    return tell(false, null, describe(error), null);
  }
}

function post(
  url: URL,
  headers: Record<string, string | number>,
  payload: string,
  options: SendOptions,
): Promise<{ status: number; answer: string }> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept open might be to an address that was checked for another
    // name.
    const request = send(
      url,
      { method: "POST", headers, agent: false, signal, lookup: checkedLookup(options) },
      (response) => {
        let length = 0;
        const parts: Buffer[] = [];
        response.on("data", (chunk: Buffer) => {
          if (length < MOST_KEPT) parts.push(chunk);
          length += chunk.length;
          if (length > MOST_ANSWER) response.destroy();
        });
        const done = () => resolve({ status: response.statusCode ?? 0, answer: asText(parts) });
        response.on("close", done);
        response.on("error", done);
      },
    );
    request.on("error", reject);
    request.end(payload);
  });
}

/** What a database can keep: well-formed, without NUL. */
function asText(parts: readonly Buffer[]): string {
  const text = Buffer.concat(parts).toString("utf8").slice(0, MOST_KEPT);
  return text.replaceAll("\u0000", "").toWellFormed();
}

class NotPublic extends Error {}

/** Resolves for the connection itself, so that what is checked is what is called. */
function checkedLookup(options: SendOptions): LookupFunction {
  const resolve = options.resolve ?? ((host) => lookup(host, { all: true, verbatim: true }));
  return (host, wanted, done) => {
    resolve(host).then(
      (found) => {
        const bad = options.allowPrivate ? undefined : found.find((one) => !isPublicAddress(one.address));
        if (bad !== undefined || found.length === 0) {
          return done(new NotPublic(`${host} leads to an address that is not public`), "", 0);
        }
        if (wanted.all) return done(null, found);
        const [first] = found as [LookupAddress];
        done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 0),
    );
  };
}

/** In words of ours: what a network said may hold addresses of the machine's own surroundings. */
function describe(error: unknown): string {
  if (error instanceof NotPublic) return `${error.message}.`;
  const { name, code } = error as { name?: string; code?: string };
  if (name === "TimeoutError" || name === "AbortError") return "No answer in time.";
  const said: Record<string, string> = {
    ENOTFOUND: "The name cannot be resolved.",
    EAI_AGAIN: "The name cannot be resolved right now.",
    ECONNREFUSED: "The connection was refused.",
    ECONNRESET: "The connection was cut.",
    EHOSTUNREACH: "The host cannot be reached.",
    ETIMEDOUT: "No answer in time.",
  };
  return said[code ?? ""] ?? `The call failed (${code ?? "unknown"}).`;
}
