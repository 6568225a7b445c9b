// What a route file is handed: fastify with our zod types, and the few things the door hangs on it.
// Example: export function saleRoutes(server: Server): void { resourceRoute(server, { … }); }
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { FastifyZodOpenApiTypeProvider } from "fastify-zod-openapi";
import type { Caller } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import type { KeyBook } from "../access/key-book.ts";
import type { SignedIn } from "../access/signed-in.ts";
import type { App } from "../flows/app.ts";
import type { Mail } from "../notices/mail.ts";

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  FastifyZodOpenApiTypeProvider
>;

/** What the door is told when it is built. */
export interface DoorOptions {
  /**
   * The address people's browsers use: "http://127.0.0.1:4000". Its origin is the only one that may send
   * cookies.
   */
  readonly publicUrl: string;
  readonly identity: Identity;
  /** Makes and mails a link beside the request; never throws. */
  readonly sendSignInLink: (email: string, acceptLanguage: string | undefined) => void;
  /** Sends a mail beside the request; never throws. */
  readonly mail: (mail: Mail) => void;
  /** No mail server is set: mails are only written to a folder of the server. */
  readonly mailStays?: boolean | undefined;
  /** Printed in the log; without one nobody can set up. */
  readonly setupToken?: string | undefined;
  readonly logger?: FastifyBaseLogger | undefined;
  /** Folder of the built console; without it only the API answers. */
  readonly web?: string | undefined;
  /** Where clicks are kept until they are in the database; without it in memory alone. */
  readonly clickFolder?: string | undefined;
  /** Needed to read /metrics from another machine. */
  readonly metricsToken?: string | undefined;
  /** Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy of one's own. */
  readonly trustProxy?: boolean | undefined;
  /** May webhooks call loopback and private networks? Only on a machine of one's own. */
  readonly allowPrivateWebhooks?: boolean | undefined;
  /** In place of every route's own limit of tries a minute and address: tests knock more often. */
  readonly triesPerMinute?: number | undefined;
  /**
   * In place of fifteen seconds between two looks whether a stream's reader still may: tests are in a hurry.
   */
  readonly liveCheckMs?: number | undefined;
}

declare module "fastify" {
  interface FastifyInstance {
    app: App;
    door: DoorOptions;
    keys: KeyBook;
  }
  interface FastifyRequest {
    /** Who is asking, in the workspace; null before the door has found out. */
    caller: Caller | null;
    /** The person behind a browser session, where a route asks for one. */
    person: SignedIn | null;
  }
}
