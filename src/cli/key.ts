// `partage key`: makes an API key from the machine the data is on, for who has a shell here and no browser at
// hand. The secret is printed once and kept nowhere. Without --workspace it takes the only one, or says which
// there are.
// Example: bin/partage key --name "tour" → partage_8k3…
import { parseArgs } from "node:util";
import { addApiKey, makeSecret } from "../access/api-keys.ts";
import { KEY_SCOPES } from "../access/permissions.ts";
import { newUuid, publicId } from "../base/id.ts";
import { systemIds } from "../base/system-ids.ts";
import { addEvent } from "../db/events.ts";
import { type Database, openDatabase } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { chooseWorkspace } from "./choose-workspace.ts";
import type { Stdio } from "./command.ts";
import { findDatabase, sayWhy } from "./find-database.ts";

const HELP = `Usage: partage key [--workspace ws_…] [--name NAME]

Makes an API key with every scope and prints it, once. Works beside a running server.
`;

export async function runKey(argv: readonly string[], { stdout, stderr }: Stdio): Promise<number> {
  const options = {
    workspace: { type: "string" },
    name: { type: "string", default: "command line" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help) {
    stdout.write(HELP);
    return 0;
  }
  try {
    const { url, close } = await findDatabase(process.env, { existing: true });
    const db = openDatabase({ url });
    try {
      const workspace = await chooseWorkspace(db, values.workspace);
      stdout.write(`${await makeKey(db, workspace.ws, values.name)}\n`);
      return 0;
    } finally {
      await db.close();
      await close();
    }
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    stderr.write(`partage key: ${why}\n`);
    return 2;
  }
}

async function makeKey(db: Database, ws: number, name: string): Promise<string> {
  const { secret, hash, hint } = makeSecret(systemIds);
  const id = newUuid(systemIds);
  const at = systemIds.now();
  await inWorkspace(db, ws, async (tx) => {
    await addApiKey(tx, ws, { id, name, hint, scopes: [...KEY_SCOPES], createdBy: "command line", at, hash });
    const subject = publicId("key", id);
    await addEvent(tx, ws, { type: "api_key.created", subject, actor: "system", payload: { name }, at });
  });
  return secret;
}
