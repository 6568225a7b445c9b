// Which database a command works on: DATABASE_URL's, or the embedded one in DATA_DIR (./data of the clone
// when unset). Joins a server that runs there already, starts one otherwise; close() ends only what was
// started here.
// Example: const { url, close } = await findDatabase(process.env); … await close();
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault, Refusal } from "../base/refusal.ts";
import { knownPlace } from "../db/embedded/find-place.ts";
import { joinEmbedded } from "../db/embedded/start-embedded.ts";
import { asFault } from "../db/pool.ts";

const CLONE = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface FoundDatabase {
  /** Of the role that owns the database. */
  url: string;
  close(): Promise<void>;
}

/** With `existing`, a folder that holds no database yet is refused instead of getting one. */
export async function findDatabase(
  env: NodeJS.ProcessEnv,
  { existing = false } = {},
): Promise<FoundDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => undefined };
  const dataDir = resolve(env.DATA_DIR || join(CLONE, "data"));
  if (existing && !knownPlace(dataDir)) {
    const message = `There is no database in ${dataDir}: name its folder with DATA_DIR, or set DATABASE_URL.`;
    throw new Refusal(404, "no_database", message);
  }
  const server = await joinEmbedded({ dataDir });
  return { url: server.url, close: () => server.stop() };
}

/** What to tell a person about a failed command; null when it is ours to mend. */
export function sayWhy(error: unknown): string | null {
  if (error instanceof Refusal || error instanceof Fault) return error.message;
  if ((error as { code?: string }).code === "42P01") return "the database holds no tables of Partage yet";
  const away = asFault(error);
  return away instanceof Fault ? `the database does not answer (${(error as Error).message})` : null;
}
