// `partage verify`: re-derives every workspace's books from raw facts and says what disagrees, a line each.
// Reads only. Exit 0: everything agrees; 1: something does not; 2: it could not be looked at.
// Example: "ws_01… 9994 entries, 9994 sales, 7 plans, head 11 3fa1…: all agree".
import { parseArgs } from "node:util";
import { publicId } from "../base/id.ts";
import { listEveryWorkspace } from "../db/every-workspace.ts";
import { type BooksCheck, verifyBooks } from "../flows/verify-books.ts";
import { readBatchHash } from "../ledger/read-batch-hash.ts";
import type { Stdio } from "./command.ts";
import { sayWhy } from "./find-database.ts";
import { withApp } from "./with-app.ts";

const HELP = `Usage: partage verify [--against BATCH:HASH] [--workspace ws_…]

Re-derives numbers, hash chain, plans, splits, account pages and balances from raw facts, and prints what disagrees.
--against   a head printed earlier (on a statement, by verify): finds a tail that was cut off since
`;

export async function runVerify(argv: readonly string[], { stdout, stderr }: Stdio): Promise<number> {
  const options = {
    against: { type: "string" },
    workspace: { type: "string" },
    help: { type: "boolean" },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help) {
    stdout.write(HELP);
    return 0;
  }
  try {
    return await withApp(async (app) => {
      let wrong = 0;
      for (const { ws, id } of await listEveryWorkspace(app.db)) {
        const name = publicId("ws", id);
        if (values.workspace !== undefined && values.workspace !== name) continue;
        const check = await verifyBooks(app, ws);
        wrong += check.disagreements.length;
        stdout.write(report(name, check));
        if (values.against !== undefined) wrong += await compareHead(app, ws, values.against, stdout);
      }
      return wrong === 0 ? 0 : 1;
    });
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    stderr.write(`partage verify: ${why}\n`);
    return 2;
  }
}

function report(name: string, check: BooksCheck): string {
  const { entries, sales, plans, head, disagreements } = check;
  const lines = disagreements.map(
    (one) => `  ${one.check}: ${one.where}: expected ${one.expected}, found ${one.found}\n`,
  );
  const verdict = lines.length === 0 ? "all agree" : `${lines.length} disagree`;
  return `${name} ${entries} entries, ${sales} sales, ${plans} plans, head ${head.batch}:${head.hash}: ${verdict}\n${lines.join("")}`;
}

async function compareHead(
  app: Parameters<typeof verifyBooks>[0],
  ws: number,
  against: string,
  stdout: Stdio["stdout"],
): Promise<number> {
  const [batch, hash] = against.split(":");
  const found = await readBatchHash(app.db, ws, Number(batch));
  if (found === hash) return 0;
  stdout.write(
    `  head: batch ${batch}: expected ${hash}, found ${found ?? "no such batch: the tail was cut off"}\n`,
  );
  return 1;
}
