// Finds who is asking, before anything of the body is read: an API key in Authorization, or a browser session
// whose workspace stands in the path. Also the wall against cross-site requests: a cookie alone never changes
// anything.
// Example: "Authorization: Bearer partage_…" → a key caller; a cookie and /v1/workspaces/ws_…/sales → an
// account caller.
import type { FastifyReply, FastifyRequest } from "fastify";
import { type AccountCaller, accountActor, type Caller, mustBeAllowed } from "../access/caller.ts";
import { findMembership } from "../access/members.ts";
import { isOperator } from "../access/operators.ts";
import type { Permission } from "../access/permissions.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { findGrant } from "../access/support-grants.ts";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { enter, inWorkspace } from "../db/transaction.ts";
import { findWorkspace } from "../workspaces/workspace-list.ts";
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
  if (!isSafe(request)) refuseStillness(caller);
  if (caller.kind === "account" && caller.support !== undefined) await noteLook(server, request, caller);
  return caller;
}

/** Who looks by an owner's leave, and a suspended workspace, change nothing. */
function refuseStillness(caller: Caller): void {
  if (caller.kind === "account" && caller.support !== undefined) {
    throw new DoorAnswer(403, "support_reads_only", "A support grant lets you look, and change nothing.");
  }
  if (caller.suspended === null || caller.suspended === undefined) return;
  const message = `This workspace is suspended (${caller.suspended}): it can be read, and nothing changed. The operator of this installation can lift it.`;
  throw new DoorAnswer(403, "workspace_suspended", message);
}

/** Every look by a support grant is in the workspace's own audit trail before it is answered. */
async function noteLook(server: Server, request: FastifyRequest, caller: AccountCaller): Promise<void> {
  const path = request.url.split("?", 1)[0]?.replace(/^\/v1\/workspaces\/[^/]+/, "") ?? "";
  const grant = publicId("grant", caller.support as Uuid);
  await inWorkspace(server.app.db, caller.ws, (tx) =>
    addEvent(tx, caller.ws, {
      type: "support.looked",
      subject: grant,
      actor: caller.actor,
      payload: { path: path.slice(0, 300) },
      at: server.app.ids.now(),
    }),
  );
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
  if (found === null) return await bySupport(server, person, workspace);
  const { account } = person;
  const { ws, role, suspended } = found;
  return { kind: "account", actor: accountActor(account), ws, workspace, account, role, suspended };
}

/** An operator with a grant that counts now; anybody else finds nothing here. */
async function bySupport(server: Server, { account }: SignedIn, workspace: Uuid): Promise<Caller> {
  const found = await inWorkspace(server.app.db, null, async (tx) => {
    if (!(await isOperator(tx, account))) return null;
    const listed = await findWorkspace(tx, workspace);
    if (listed === null) return null;
    await enter(tx, listed.ws);
    const grant = await findGrant(tx, listed.ws, account, server.app.ids.now());
    return grant && { ws: listed.ws, support: grant.id };
  });
  if (found === null) throw noSuchWorkspace();
  return { kind: "account", actor: accountActor(account), workspace, account, role: "viewer", ...found };
}

const CHALLENGE = { headers: { "www-authenticate": 'Bearer realm="partage"' } };

export function notSignedIn(): DoorAnswer {
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
