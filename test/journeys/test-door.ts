// A real door on a real database for one test file: the server as main builds it, people and keys to knock
// with. Mail goes to a folder of its own. Example: const door = await openTestDoor(); const ana = await
// door.person("owner").
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { addApiKey, makeSecret } from "../../src/access/api-keys.ts";
import type { Identity } from "../../src/access/identity.ts";
import { addMember } from "../../src/access/members.ts";
import { openIdentity } from "../../src/access/open-identity.ts";
import { KEY_SCOPES, type Permission, type Role } from "../../src/access/permissions.ts";
import { newUuid, publicId, type Uuid } from "../../src/base/id.ts";
import { openSafe } from "../../src/base/seal.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import type { Mailing } from "../../src/flows/send-invite.ts";
import { sendSignInLink } from "../../src/flows/send-sign-in-link.ts";
import { openMail } from "../../src/notices/mail.ts";
import { languageOf } from "../../src/notices/mail-language.ts";
import { buildServer } from "../../src/server/door.ts";
import type { DoorOptions, Server } from "../../src/server/server-type.ts";
import { testDatabase } from "../database.ts";

export const PUBLIC_URL = "http://127.0.0.1:4000";
export const PASSWORD = "correct horse battery";
const SECRET = "a secret of the tests, long enough for cookies";

export interface TestPerson {
  account: Uuid;
  email: string;
  /** Sends a request as this person's browser would. */
  send(request: InjectOptions): Promise<LightMyRequestResponse>;
}

export interface TestDoor {
  server: Server;
  app: App;
  db: Database;
  identity: Identity;
  url: string;
  mailing: Mailing;
  /** Where mail is written; newest last. */
  mails(): string[];
  workspace: { ws: number; id: Uuid; publicId: string };
  /** Another workspace, empty. */
  addWorkspace(): Promise<{ ws: number; id: Uuid; publicId: string }>;
  /**
   * Somebody signed in by link, with a role in the workspace, or none; with PASSWORD where that is asked for.
   */
  person(role: Role | null, workspace?: { ws: number; id: Uuid }, password?: string): Promise<TestPerson>;
  /** An API key's secret. */
  key(scopes?: readonly Permission[], ws?: number): Promise<string>;
  close(): Promise<void>;
}

export const ids = { now: () => Date.now(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };

export async function openTestDoor(
  more: { options?: Partial<DoorOptions>; app?: (db: Database) => App } = {},
): Promise<TestDoor> {
  const { url, close: drop } = await testDatabase();
  const db = openDatabase({ url });
  const identity = openIdentity({ url, ids, secret: SECRET, publicUrl: PUBLIC_URL });
  const folder = mkdtempSync(join(tmpdir(), "partage-mail-"));
  const mailer = openMail({ smtpUrl: undefined, from: "Partage <noreply@localhost>", folder, ids });
  const app =
    more.app?.(db) ?? ({ db, ids, posting: openPosting(db, ids), safe: openSafe(SECRET, ids.random) } as App);
  const server = await buildServer(app, {
    publicUrl: PUBLIC_URL,
    identity,
    mail: (mail) => {
      void mailer.send(mail);
    },
    sendSignInLink: (email, language) => {
      void sendSignInLink({ identity, mailer, publicUrl: PUBLIC_URL }, email, languageOf(language));
    },
    triesPerMinute: 1000,
    ...more.options,
  });
  await server.ready();
  const addWorkspace = () => makeWorkspace(app);
  const workspace = await addWorkspace();
  let people = 0;
  return {
    server,
    app,
    db,
    identity,
    url,
    mailing: { identity, mailer, publicUrl: more.options?.publicUrl ?? PUBLIC_URL },
    workspace,
    addWorkspace,
    mails: () =>
      readdirSync(folder)
        .sort()
        .map((file) => readFileSync(join(folder, file), "utf8")),
    async person(role, where = workspace, password) {
      const email = `person${++people}@example.com`;
      const account = await identity.createAccount({
        email,
        name: `Person ${people}`,
        password,
        verified: true,
      });
      if (role !== null) {
        const member = { account, ws: where.ws, workspace: where.id, role, at: ids.now() };
        await inWorkspace(db, null, (tx) => addMember(tx, member));
      }
      return await signInPerson(server, identity, account, email);
    },
    async key(scopes = KEY_SCOPES, ws = workspace.ws) {
      const { secret, hash, hint } = makeSecret(ids);
      const id = newUuid(ids);
      const key = { id, name: "Test", hash, hint, scopes, createdBy: "system", at: ids.now() };
      await inWorkspace(db, ws, (tx) => addApiKey(tx, ws, key));
      return secret;
    },
    async close() {
      await server.close();
      await identity.close();
      await db.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeWorkspace(app: App): Promise<{ ws: number; id: Uuid; publicId: string }> {
  const facts = {
    name: "Piano School",
    country: "BR",
    currency: "USD",
    timeZone: "UTC",
    language: "en" as const,
  };
  const { ws, id } = await createWorkspace(app, facts, null, "system");
  return { ws, id, publicId: publicId("ws", id) };
}

async function signInPerson(
  server: Server,
  identity: Identity,
  account: Uuid,
  email: string,
): Promise<TestPerson> {
  const signed = await server.inject({
    method: "POST",
    url: "/v1/session/links/redeem",
    headers: { "x-partage-client": "test" },
    payload: { token: await identity.makeLinkToken(email, 5) },
  });
  if (signed.statusCode !== 200) throw new Error(`sign-in answered ${signed.statusCode}: ${signed.body}`);
  const cookie = signed.cookies.map((one) => `${one.name}=${one.value}`).join("; ");
  const headers = { cookie, "x-partage-client": "test" };
  return {
    account,
    email,
    send: (request) => server.inject({ ...request, headers: { ...headers, ...request.headers } }),
  };
}
