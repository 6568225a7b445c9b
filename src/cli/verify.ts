// `partage verify`: re-derives every workspace's books from raw facts and says what disagrees, a line each.
// Reads only. Exit 0: everything agrees; 1: something does not; 2: it could not be looked at.
// Example: "ws_01… 9994 entries, 9994 sales, 7 plans, head 11 3fa1…: all agree".
import { parseArgs } from "node:util";
import { publicId } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { listEveryWorkspace } from "../db/every-workspace.ts";
import type { App } from "../flows/app.ts";
import { type BooksCheck, verifyBooks } from "../flows/verify-books.ts";
import { readBatchHash } from "../ledger/read-batch-hash.ts";
import type { Disagreement } from "../ledger/verify-ledger.ts";
import { chooseWorkspace } from "./choose-workspace.ts";
import type { Stdio } from "./command.ts";
import { sayWhy } from "./find-database.ts";
import { Progress } from "./progress.ts";
import { withApp } from "./with-app.ts";

const HELP = `Usage: partage verify [--against BATCH:HASH] [--workspace ws_…]

Re-derives numbers, hash chain, plans, splits, account pages and balances from raw facts, and prints what disagrees.
--against    a head printed earlier (on a statement, by verify): finds a tail that was cut off or written anew since;
             of one workspace, so name it with --workspace where there are several
--workspace  only this one
`;

/** A head that was printed once: batch and the hash of it, in hex. */
interface Head {
  batch: number;
  hash: string;
}

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
  const progress = new Progress(stderr, "entries");
  try {
    const against = values.against === undefined ? null : readHead(values.against);
    return await withApp(async (app) => {
      let wrong = 0;
      const isOne = against !== null || values.workspace !== undefined;
      const all = isOne
        ? [await chooseWorkspace(app.db, values.workspace)]
        : await listEveryWorkspace(app.db);
      if (all.length === 0) stdout.write("There is no workspace yet.\n");
      for (const { ws, id } of all) {
        const check = await verifyBooks(app, ws, async (entries) => progress.show(entries));
        progress.clear();
        if (against !== null) check.disagreements.push(...(await compareHead(app, ws, against)));
        wrong += check.disagreements.length;
        stdout.write(report(publicId("ws", id), check));
      }
      return wrong === 0 ? 0 : 1;
    });
  } catch (error) {
    progress.clear();
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

function readHead(text: string): Head {
  const read = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase());
  if (read === null) {
    const form = "a head is a batch, a colon and 64 hex digits, as verify and statements print it";
    throw new Refusal(422, "invalid_request", `--against ${text}: ${form}`);
  }
  return { batch: Number(read[1]), hash: String(read[2]) };
}

async function compareHead(app: App, ws: number, { batch, hash }: Head): Promise<Disagreement[]> {
  const found = await readBatchHash(app.db, ws, batch);
  if (found === hash) return [];
  const told = found ?? "no such batch: the tail was cut off";
  return [{ check: "head", where: `batch ${batch}`, expected: hash, found: told }];
}
