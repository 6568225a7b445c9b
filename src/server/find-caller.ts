// Finds who is asking, before anything of the body is read: an API key in Authorization, or a browser session
// whose workspace stands in the path. Also the wall against cross-site requests: a cookie alone never changes
// anything.
// Example: "Authorization: Bearer partage_…" → a key caller; a cookie and /v1/workspaces/ws_…/sales → an
// account caller.
import type { FastifyReply, FastifyRequest } from "fastify";
import { accountActor, type Caller, mustBeAllowed } from "../access/caller.ts";
import { findMembership } from "../access/members.ts";
import type { Permission } from "../access/permissions.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { parsePublicId } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { DoorAnswer } from "./problem.ts";
import type { Server } from "./server-type.ts";

/** The header that a page of another site cannot set without our leave; any value will do. */
export const CLIENT_HEADER = "x-partage-client";

/** The caller, allowed to do `permission` in the request's workspace; throws 401, 403 or 404. */
export async function findCaller(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
  permission: Permission,
): Promise<Caller> {
  const byCookie = readBearer(request) === null;
  const caller = byCookie ? await byPerson(server, request, reply) : await byKey(server, request);
  mustBeAllowed(caller, permission);
  return caller;
}

/** The person behind the session, for the routes that stand outside a workspace; throws 401. */
export async function findPerson(
  server: Server,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn> {
  // To look, a cookie of at most a minute is enough; to change something, the session must still be there.
  const signed = await server.door.identity.readSession(request.headers, !isSafe(request));
  if (signed === null) throw notSignedIn();
  refuseCrossSite(server, request);
  if (signed.cookies.length > 0) reply.header("set-cookie", [...signed.cookies]);
  request.person = signed.person;
  return signed.person;
}

async function byKey(server: Server, request: FastifyRequest): Promise<Caller> {
  const caller = await server.keys.find(readBearer(request) as string);
  if (caller === null)
    throw new DoorAnswer(401, "invalid_key", "This API key is not known, or it was revoked.", CHALLENGE);
  const named = (request.params as { workspace?: string }).workspace;
  if (named !== undefined && parsePublicId("ws", named) !== caller.workspace) throw noSuchWorkspace();
  return caller;
}

async function byPerson(server: Server, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  const person = await findPerson(server, request, reply);
  const named = (request.params as { workspace?: string }).workspace;
  if (named === undefined) {
    const message =
      "A browser session names its workspace in the path: /v1/workspaces/ws_…; this address is for API keys.";
    throw new DoorAnswer(403, "workspace_not_named", message);
  }
  const workspace = parsePublicId("ws", named);
  if (workspace === null) throw noSuchWorkspace();
  const found = await inWorkspace(server.app.db, null, (tx) => findMembership(tx, person.account, workspace));
  if (found === null) throw noSuchWorkspace();
  const { account } = person;
  return {
    kind: "account",
    actor: accountActor(account),
    ws: found.ws,
    workspace,
    account,
    role: found.role,
  };
}

const CHALLENGE = { headers: { "www-authenticate": 'Bearer realm="partage"' } };

function notSignedIn(): DoorAnswer {
  return new DoorAnswer(
    401,
    "not_signed_in",
    "Sign in, or send an API key: Authorization: Bearer partage_….",
    CHALLENGE,
  );
}

/** The same answer for a workspace that is not there and one that is not theirs. */
function noSuchWorkspace(): DoorAnswer {
  return new DoorAnswer(404, "not_found", "There is no such workspace, or you are not a member of it.");
}

function readBearer(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const match = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(header);
  if (match) return match[1] as string;
  throw new DoorAnswer(401, "invalid_key", "Authorization must be: Bearer partage_….", CHALLENGE);
}

/** For every request that changes something by cookie: made by our own page, or refused. */
export function refuseCrossSite(server: Server, request: FastifyRequest): void {
  if (isSafe(request)) return;
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const ours = new URL(server.door.publicUrl).origin;
  const fromUs = (site === undefined || site === "same-origin") && (origin === undefined || origin === ours);
  if (fromUs && request.headers[CLIENT_HEADER] !== undefined) return;
  const message = `A browser session may change things only from ${ours}, with the header X-Partage-Client.`;
  throw new DoorAnswer(403, "cross_site_request", message);
}

function isSafe(request: FastifyRequest): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(request.method);
}
