// Identity on better-auth: the only file that calls it. Its own HTTP handler is never mounted, so that every
// answer is ours: problem+json, strict shapes, one wall against cross-site requests.
// Example: const identity = openIdentity({ url, ids, secret, publicUrl }); await
// identity.makeLinkToken("ana@example.com").
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import type { IdSource, Uuid } from "../base/id.ts";
import { assert, Refusal } from "../base/refusal.ts";
import { openIdentityDatabase } from "../db/identity-database.ts";
import { betterAuthOptions } from "./better-auth-options.ts";
import { hashingSessions } from "./hash-session-tokens.ts";
import type { Identity, NewAccount, Signed } from "./identity.ts";
import { OwnAccount } from "./own-account.ts";
import { SecondFactor } from "./second-factor.ts";
import { SignInSteps } from "./sign-in-steps.ts";
import type { SignedIn } from "./signed-in.ts";

export interface IdentityOptions {
  url: string;
  ids: IdSource;
  secret: string;
  publicUrl: string;
}

function makeAuth(kysely: Parameters<typeof betterAuthOptions>[0]["kysely"], options: IdentityOptions) {
  const { ids, secret, publicUrl } = options;
  const settled = betterAuthOptions({ kysely, ids, secret, publicUrl });
  return betterAuth({ ...settled, database: hashingSessions(settled.database) });
}

type Auth = ReturnType<typeof makeAuth>;

export function openIdentity(options: IdentityOptions): Identity {
  assert(options.secret.length >= 32, "the secret that signs cookies has at least 32 characters");
  const database = openIdentityDatabase(options.url);
  const auth = makeAuth(database.kysely, options);
  const { ids, secret, publicUrl } = options;
  const { kysely } = database;
  const own = new OwnAccount(kysely, ids);
  const secondFactor = new SecondFactor(kysely, ids, secret);
  const enter = new SignInSteps({
    kysely,
    ids,
    secret,
    isSecure: publicUrl.startsWith("https:"),
    secondFactor,
    byPassword: (email, password, headers) => signIn(auth, email, password, headers),
    byToken: (token, headers) => redeemLinkToken(auth, token, headers),
    makeToken: (email) => makeLinkToken(auth, ids, email, 1),
  });
  return {
    own,
    secondFactor,
    checkPassword: (account, password) => checkPassword(auth, account, password),
    readSession: (headers, fresh) => readSession(auth, headers, fresh),
    signIn: (email, password, headers) => enter.byPassword(email, password, headers),
    makeLinkToken: (email, minutes) => makeLinkToken(auth, ids, email, minutes),
    redeemLinkToken: (token, headers) => enter.byLink(token, headers),
    answerChallenge: (challenge, code, headers) => enter.byCode(challenge, code, headers),
    signOut: (headers) => signOut(auth, headers),
    createAccount: (account) => createAccount(auth, account),
    changePassword: (headers, change) => changePassword(auth, headers, change),
    findAccount: (email) => findAccount(auth, email),
    readPeople: (accounts) => readPeople(auth, accounts),
    close: () => database.close(),
  };
}

async function readSession(auth: Auth, headers: IncomingHttpHeaders, fresh: boolean): Promise<Signed | null> {
  if (headers.cookie === undefined) return null;
  const { headers: answered, response } = await auth.api.getSession({
    headers: cookieOnly(headers),
    query: { disableCookieCache: fresh },
    returnHeaders: true,
  });
  if (response === null) return null;
  const { id, createdAt } = response.session;
  return {
    person: toPerson(response.user),
    cookies: answered.getSetCookie(),
    session: { id, createdAt: new Date(createdAt) },
  };
}

async function signIn(
  auth: Auth,
  email: string,
  password: string,
  headers: IncomingHttpHeaders,
): Promise<Signed | null> {
  const done = await orNull(
    auth.api.signInEmail({ body: { email, password }, headers: userAgentOnly(headers), returnHeaders: true }),
  );
  return done === null
    ? null
    : { person: toPerson(done.response.user), cookies: done.headers.getSetCookie() };
}

/** Written as the magic-link plugin writes it, whose verification redeems it: it knows only one lifetime. */
async function makeLinkToken(
  auth: Auth,
  ids: IdSource,
  email: string,
  minutes: number,
): Promise<string | null> {
  const person = await findAccount(auth, email);
  if (person === null) return null;
  const { internalAdapter } = await auth.$context;
  const token = Buffer.from(ids.random(24)).toString("base64url");
  await internalAdapter.createVerificationValue({
    identifier: createHash("sha256").update(token).digest("base64url"),
    value: JSON.stringify({ email: person.email }),
    expiresAt: new Date(Date.now() + minutes * 60_000),
  });
  return token;
}

async function redeemLinkToken(
  auth: Auth,
  token: string,
  headers: IncomingHttpHeaders,
): Promise<Signed | null> {
  const done = await orNull(
    auth.api.magicLinkVerify({ query: { token }, headers: userAgentOnly(headers), returnHeaders: true }),
  );
  return done === null
    ? null
    : { person: toPerson(done.response.user), cookies: done.headers.getSetCookie() };
}

async function signOut(auth: Auth, headers: IncomingHttpHeaders): Promise<readonly string[]> {
  const { headers: answered } = await auth.api.signOut({ headers: cookieOnly(headers), returnHeaders: true });
  return answered.getSetCookie();
}

async function createAccount(auth: Auth, account: NewAccount): Promise<Uuid> {
  const { internalAdapter, password } = await auth.$context;
  const email = account.email.toLowerCase();
  if (await internalAdapter.findUserByEmail(email)) throw emailTaken();
  const hash = account.password === undefined ? undefined : await password.hash(account.password);
  const person = await internalAdapter
    .createUser({ email, name: account.name, emailVerified: account.verified }, { method: "email-password" })
    .catch((error: unknown) => {
      throw (error as { code?: string }).code === "23505" ? emailTaken() : error;
    });
  if (hash !== undefined) await linkPassword(auth, person.id, hash);
  return person.id as Uuid;
}

async function linkPassword(auth: Auth, person: string, hash: string): Promise<void> {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.linkAccount({
    userId: person,
    accountId: person,
    providerId: "credential",
    password: hash,
  });
}

async function changePassword(
  auth: Auth,
  headers: IncomingHttpHeaders,
  change: { current?: string | undefined; next: string },
): Promise<Signed | null> {
  const signed = await readSession(auth, headers, true);
  if (signed === null) return null;
  const { internalAdapter, password } = await auth.$context;
  const credential = await internalAdapter.findCredentialAccount(signed.person.account);
  if (credential?.password) {
    const right = await password.verify({ hash: credential.password, password: change.current ?? "" });
    if (!right) return null;
    await internalAdapter.updateAccount(credential.id, { password: await password.hash(change.next) });
  } else {
    await linkPassword(auth, signed.person.account, await password.hash(change.next));
  }
  await internalAdapter.deleteUserSessions(signed.person.account);
  return await signIn(auth, signed.person.email, change.next, headers);
}

async function checkPassword(auth: Auth, account: Uuid, given: string): Promise<boolean> {
  const { internalAdapter, password } = await auth.$context;
  const credential = await internalAdapter.findCredentialAccount(account);
  if (!credential?.password) return false;
  return await password.verify({ hash: credential.password, password: given });
}

async function findAccount(auth: Auth, email: string): Promise<SignedIn | null> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email.toLowerCase());
  return found ? toPerson(found.user) : null;
}

async function readPeople(auth: Auth, accounts: readonly Uuid[]): Promise<ReadonlyMap<string, SignedIn>> {
  if (accounts.length === 0) return new Map();
  const { adapter } = await auth.$context;
  const rows = await adapter.findMany<PersonRow>({
    model: "user",
    where: [{ field: "id", operator: "in", value: [...accounts] }],
    limit: accounts.length,
  });
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}

interface PersonRow {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
}

function toPerson(row: PersonRow): SignedIn {
  return { account: row.id as Uuid, email: row.email, name: row.name, verified: row.emailVerified };
}

function emailTaken(): Refusal {
  return new Refusal(409, "email_taken", "There is already an account with this address. Sign in instead.");
}

/** Its own no (a wrong password, a used token) is null; anything else goes on. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
}

function cookieOnly(headers: IncomingHttpHeaders): Headers {
  return new Headers({ cookie: headers.cookie ?? "" });
}

/**
 * What a session is remembered by, on the page of one's sessions; nothing else of the request is handed over.
 */
function userAgentOnly(headers: IncomingHttpHeaders): Headers {
  return new Headers({ "user-agent": (headers["user-agent"] ?? "").slice(0, 300) });
}
