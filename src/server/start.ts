// Puts the whole program together and takes it apart again: database, schema, door, jobs, in that order, and
// back. Whatever fails on the way ends what was begun. Never exits the process: main does.
// Example: const running = await start(readSettings(process.env, true), console.log, () => {}); await
// running.stop();
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Identity } from "../access/identity.ts";
import { openIdentity } from "../access/open-identity.ts";
import { Fault } from "../base/refusal.ts";
import { openSafe } from "../base/seal.ts";
import { systemIds as ids } from "../base/system-ids.ts";
import { checkServer } from "../db/check-server.ts";
import { startEmbedded } from "../db/embedded/start-embedded.ts";
import { runJobs } from "../db/job-queue.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/pool.ts";
import type { App } from "../flows/app.ts";
import { openPosting } from "../flows/posting.ts";
import { sendSignInLink } from "../flows/send-sign-in-link.ts";
import { openMail } from "../notices/mail.ts";
import { languageOf } from "../notices/mail-language.ts";
import { buildServer } from "./door.ts";
import { jobTasks, TIMETABLE } from "./jobs/tasks.ts";
import { keepSecret } from "./keep-secret.ts";
import { makeLog } from "./log.ts";
import { refuseTakenPort } from "./refuse-taken-port.ts";
import type { DoorOptions } from "./server-type.ts";
import type { Settings } from "./settings.ts";

const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));
const DRAIN_MS = 2_000;

export interface Running {
  readonly app: App;
  readonly identity: Identity;
  /** May the first start make the demo? */
  readonly demo: boolean;
  readonly setupToken: string;
  stop(): Promise<void>;
}

export type Say = (sentence: string) => void;

/** Throws a Fault with one clear sentence when it cannot start. */
export async function start(
  settings: Settings,
  say: Say,
  onLost: (reason: unknown) => void,
): Promise<Running> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (let next = undo.pop(); next; next = undo.pop()) await next();
  };
  try {
    return { ...(await assemble(settings, say, onLost, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  settings: Settings,
  say: Say,
  onLost: (reason: unknown) => void,
  undo: (() => unknown)[],
): Promise<Omit<Running, "stop">> {
  await refuseTakenPort(settings.host, settings.port);
  const log = makeLog(settings.logLevel);
  const kept = keepSecret(settings.dataDir);
  const secret = settings.secret ?? kept;
  const url = await openServer(settings, say, onLost, undo);
  await migrate(url);
  const db = openDatabase({ url });
  undo.push(() => db.close());
  const { publicUrl } = settings;
  const identity = openIdentity({ url, ids, secret, publicUrl });
  undo.push(() => identity.close());
  const mailer = openMail({
    smtpUrl: settings.smtpUrl,
    from: settings.mailFrom,
    folder: `${settings.dataDir}/mail`,
    ids,
  });
  undo.push(() => mailer.close());
  const safe = openSafe(secret, ids.random);
  const app: App = { db, ids, posting: openPosting(db, ids), safe, stripeUrl: settings.stripeUrl };
  const setupToken = randomBytes(18).toString("base64url");
  const options: DoorOptions = {
    publicUrl,
    identity,
    setupToken,
    logger: log,
    web: existsSync(WEB) ? WEB : undefined,
    clickFolder: `${settings.dataDir}/clicks`,
    metricsToken: settings.metricsToken,
    trustProxy: settings.trustProxy,
    allowPrivateWebhooks: settings.allowPrivateWebhooks,
    mailStays: settings.smtpUrl === undefined,
    mail(mail) {
      mailer.send(mail).catch((error) => log.warn({ err: error }, "mail not sent"));
    },
    sendSignInLink(email, acceptLanguage) {
      sendSignInLink({ identity, mailer, publicUrl }, email, languageOf(acceptLanguage)).catch((error) =>
        log.warn({ err: error }, "sign-in link not sent"),
      );
    },
  };
  const server = await buildServer(app, options);
  const jobs = await runJobs({
    ownerUrl: url,
    tasks: jobTasks(app, settings, { identity, mailer, publicUrl }),
    timetable: TIMETABLE,
    log,
  });
  undo.push(() => Promise.all([closeDoor(server), jobs.stop()]));
  await listen(server, settings);
  return { app, identity, demo: settings.demo && settings.databaseUrl === undefined, setupToken };
}

/** The connection string of the role that owns the database. */
async function openServer(
  settings: Settings,
  say: Say,
  onLost: (reason: unknown) => void,
  undo: (() => unknown)[],
): Promise<string> {
  if (settings.databaseUrl !== undefined) {
    await checkServer(settings.databaseUrl, settings.acceptUnsafe);
    return settings.databaseUrl;
  }
  const server = await startEmbedded({ dataDir: settings.dataDir, log: say, onLost });
  undo.push(() => server.stop());
  return server.url;
}

async function listen(server: Awaited<ReturnType<typeof buildServer>>, settings: Settings): Promise<void> {
  try {
    await server.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    const code = (error as { code?: string }).code ?? "unknown error";
    throw new Fault("cannot_listen", `Port ${settings.port} on ${settings.host} cannot be used (${code}).`);
  }
}

/** No new connection; what runs may end; what dawdles is cut off. */
async function closeDoor(server: Awaited<ReturnType<typeof buildServer>>): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
  await server.close();
  clearTimeout(cut);
}
