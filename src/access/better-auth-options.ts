// How better-auth is set up: its tables under our names in the schema `identity`, tokens hashed, no address
// of its own on the network (the door's routes call it), cookies that no script reads. Options alone: the
// tools and the tests build from the same ones.
// Example: the account of a person is identity.person; a password's hash is identity.credential.password.
import type { BetterAuthOptions } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import type { IdSource } from "../base/id.ts";
import { newUuid } from "../base/id.ts";
import type { IdentityKysely } from "../db/identity-database.ts";

export const SESSION_DAYS = 30;
const COOKIE_CACHE_SECONDS = 60;

export interface IdentitySettings {
  readonly kysely: IdentityKysely;
  readonly ids: IdSource;
  /** Signs cookies; at least 32 characters, kept outside the database. */
  readonly secret: string;
  readonly publicUrl: string;
}

export function betterAuthOptions(settings: IdentitySettings) {
  const { kysely, ids, secret, publicUrl } = settings;
  const times = { createdAt: "created_at", updatedAt: "updated_at" };
  return {
    appName: "Partage",
    baseURL: publicUrl,
    secret,
    trustedOrigins: [new URL(publicUrl).origin],
    database: { db: kysely, type: "postgres", schemaName: "identity", transaction: true },
    user: { modelName: "person", fields: { emailVerified: "email_verified", ...times } },
    session: {
      modelName: "session",
      fields: {
        userId: "person",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...times,
      },
      expiresIn: SESSION_DAYS * 86_400,
      // When a session was last seen is told to the hour.
      updateAge: 3_600,
      cookieCache: { enabled: true, maxAge: COOKIE_CACHE_SECONDS },
    },
    account: {
      modelName: "credential",
      fields: {
        userId: "person",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...times,
      },
    },
    verification: { modelName: "token", fields: { expiresAt: "expires_at", ...times } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    plugins: [
      magicLink({
        storeToken: "hashed",
        disableSignUp: true,
        // Tokens are made and mailed by us; the plugin only redeems them.
        async sendMagicLink() {},
      }),
    ],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: "partage",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newUuid(ids) },
    },
  } satisfies BetterAuthOptions;
}
