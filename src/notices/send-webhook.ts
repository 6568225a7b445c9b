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
}

const TIMEOUT_MS = 15_000;
const MOST_ANSWER = 65_536;

export async function sendWebhook(outgoing: Outgoing, options: SendOptions): Promise<Sent> {
  const refused = refusedAddress(outgoing.url, options.allowPrivate);
  if (refused !== null) return { ok: false, status: null, message: `The address ${refused}.` };
  const payload = JSON.stringify(outgoing.body);
  const id = publicId("message", outgoing.id);
  const at = new Date(options.now);
  const signature = new Webhook(outgoing.secret).sign(id, at, payload);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(payload),
    "user-agent": "Partage-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signature,
  };
  try {
    const status = await post(new URL(outgoing.url), headers, payload, options);
    const redirected = status >= 300 && status < 400;
    const message = redirected ? `HTTP ${status}: redirections are not followed` : `HTTP ${status}`;
    return { ok: status >= 200 && status < 300, status, message };
  } catch (error) {
    return { ok: false, status: null, message: describe(error) };
  }
}

function post(
  url: URL,
  headers: Record<string, string | number>,
  payload: string,
  options: SendOptions,
): Promise<number> {
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
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          if (length > MOST_ANSWER) response.destroy();
        });
        response.on("close", () => resolve(response.statusCode ?? 0));
        response.on("error", () => resolve(response.statusCode ?? 0));
      },
    );
    request.on("error", reject);
    request.end(payload);
  });
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
