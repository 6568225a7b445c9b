// `partage operator`: who runs this installation. Only who has a shell on the machine says so: no workspace's
// owner can. An address needs an account first; whoever is taken off sees no more of any workspace with the
// next request.
// Example: bin/partage operator --add ana@example.com → "ana@example.com is an operator now."
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { openIdentity } from "../access/open-identity.ts";
import { dropOperator, listOperators, makeOperator } from "../access/operators.ts";
import { publicId } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { systemIds as ids } from "../base/system-ids.ts";
import { openDatabase } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Stdio } from "./command.ts";
import { findDatabase, sayWhy } from "./find-database.ts";

const HELP = `Usage: partage operator [--add ADDRESS | --remove ADDRESS]

Without an option lists who runs this installation. Works beside a running server.
`;

interface Asked {
  add?: string | undefined;
  remove?: string | undefined;
}

export async function runOperator(argv: readonly string[], { stdout, stderr }: Stdio): Promise<number> {
  const options = {
    add: { type: "string" },
    remove: { type: "string" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help) {
    stdout.write(HELP);
    return 0;
  }
  try {
    const { url, close } = await findDatabase(process.env, { existing: true });
    try {
      stdout.write(`${await decide(url, values)}\n`);
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    stderr.write(`partage operator: ${why}\n`);
    return 2;
  }
}

async function decide(url: string, { add, remove }: Asked): Promise<string> {
  // Reads accounts only: nothing is signed with the secret.
  const secret = randomBytes(32).toString("hex");
  const identity = openIdentity({ url, ids, secret, publicUrl: "http://127.0.0.1" });
  const db = openDatabase({ url });
  try {
    const email = add ?? remove;
    if (email === undefined) {
      const accounts = await inWorkspace(db, null, (tx) => listOperators(tx));
      const people = await identity.readPeople(accounts);
      const names = accounts.map((account) => people.get(account)?.email ?? publicId("account", account));
      return names.length === 0 ? "Nobody runs this installation yet." : names.join("\n");
    }
    const found = await identity.findAccount(email);
    if (found === null) {
      throw new Refusal(404, "no_account", `${email} has no account here: invite them to a workspace first.`);
    }
    const { account } = found;
    await inWorkspace(db, null, (tx) =>
      add === undefined ? dropOperator(tx, account) : makeOperator(tx, account, ids.now()),
    );
    return `${email} is ${add === undefined ? "no operator any more" : "an operator now"}.`;
  } finally {
    await db.close();
    await identity.close();
  }
}
