// What the environment says, read once at the start and checked: a wrong value is one sentence, not a strange
// failure later. Never reads a file. Example: PORT=4100 DATA_DIR=/srv/partage SMTP_URL=smtp://mail:25 npm
// start
import { resolve } from "node:path";
import { Fault } from "../base/refusal.ts";

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Another PostgreSQL than the embedded one. */
  readonly databaseUrl: string | undefined;
  /** May the embedded database begin with the demo? */
  readonly demo: boolean;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** What people's browsers use. */
  readonly publicUrl: string;
  readonly logLevel: string;
  /** Signs cookies; made and kept in the data folder when left out. */
  readonly secret: string | undefined;
  readonly metricsToken: string | undefined;
  readonly trustProxy: boolean;
  readonly acceptUnsafe: boolean;
  /** May webhooks call loopback and private networks? */
  readonly allowPrivateWebhooks: boolean;
  /** In place of https://api.stripe.com. */
  readonly stripeUrl: string | undefined;
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** Throws a Fault with one sentence about the first thing that is wrong. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): Settings {
  const read = (name: string) => (env[name] === undefined || env[name] === "" ? undefined : env[name]);
  const port = readPort(read("PORT") ?? "4000");
  const host = read("HOST") ?? "127.0.0.1";
  const secret = read("PARTAGE_SECRET");
  if (secret !== undefined && secret.length < 32) {
    throw wrong("PARTAGE_SECRET must have at least 32 characters (openssl rand -hex 32 makes one).");
  }
  const logLevel = read("LOG_LEVEL") ?? (isTerminal ? "warn" : "info");
  if (!LEVELS.includes(logLevel)) throw wrong(`LOG_LEVEL must be one of ${LEVELS.join(", ")}.`);
  return {
    port,
    host,
    dataDir: resolve(read("DATA_DIR") ?? "./data"),
    databaseUrl: readUrl("DATABASE_URL", read("DATABASE_URL"), ["postgres:", "postgresql:"]),
    demo: readDemo(read("DEMO") ?? "on"),
    smtpUrl: readUrl("SMTP_URL", read("SMTP_URL"), ["smtp:", "smtps:"]),
    mailFrom: read("MAIL_FROM") ?? "Partage <noreply@localhost>",
    publicUrl: readPublicUrl(read("PUBLIC_URL"), host, port),
    logLevel,
    secret,
    metricsToken: read("METRICS_TOKEN"),
    trustProxy: read("TRUST_PROXY") === "1",
    acceptUnsafe: read("PARTAGE_UNSAFE_DURABILITY") === "accept",
    allowPrivateWebhooks: read("WEBHOOKS_TO_PRIVATE") === "allow",
    stripeUrl: readUrl("STRIPE_URL", read("STRIPE_URL"), ["https:", "http:"]),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^[0-9]{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw wrong(`PORT must be a number from 1 to 65535, not "${text}".`);
}

function readDemo(text: string): boolean {
  if (text === "on" || text === "off") return text === "on";
  throw wrong(`DEMO must be on or off, not "${text}".`);
}

/** Without repeating it: it may hold a password. */
function readUrl(name: string, text: string | undefined, protocols: readonly string[]): string | undefined {
  if (text === undefined) return undefined;
  const who = name === "STRIPE_URL" ? "" : "user:password@";
  const form = `${name} must look like ${protocols[0]}//${who}host:port${name === "DATABASE_URL" ? "/database" : ""}.`;
  // A socket's folder as the host (postgres://user@%2Frun%2Fpostgresql/db) is PostgreSQL's own form, which
  // URL refuses.
  if (!protocols.some((protocol) => text.startsWith(`${protocol}//`))) throw wrong(form);
  if (name !== "DATABASE_URL" && !URL.canParse(text)) throw wrong(form);
  return text;
}

function readPublicUrl(text: string | undefined, host: string, port: number): string {
  if (text === undefined) return `http://${nameOf(host)}:${port}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "") return url.origin;
  throw wrong("PUBLIC_URL must be an origin that browsers can open, such as https://partage.example.com.");
}

/** Where a browser on this machine finds a server that listens on `host`. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function wrong(sentence: string): Fault {
  return new Fault("wrong_setting", sentence);
}
