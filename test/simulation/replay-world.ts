// A simulated world, told again into an empty database: the world of a seed, its books replayed, both
// databases gone afterwards. A bug, where one is given, is planted on the way to the second database.
// Example: await replayWorld(5, 100) → { entries: 92, difference: null }.
import { openPosting } from "../../src/flows/posting.ts";
import { testDatabase } from "../database.ts";
import { replayBooks } from "./replay-books.ts";
import { seeded } from "./seeded.ts";
import { simulate } from "./simulate.ts";
import { type Bug, openWeakLine } from "./weak-line.ts";

function openApp(url: string, bug: Bug | null = null) {
  const line = openWeakLine(url);
  line.bug = bug;
  const bytes = seeded(7);
  const ids = {
    now: () => Date.UTC(2027, 0, 1),
    random: (count: number) => Uint8Array.from({ length: count }, () => bytes.below(256)),
  };
  return { url, app: { db: line.db, ids, posting: openPosting(line.db, ids) } };
}

export async function replayWorld(seed: number, steps: number, bug: Bug | null = null) {
  const databases = [await testDatabase(), await testDatabase()] as const;
  const [from, into] = [openApp(databases[0].url), openApp(databases[1].url, bug)];
  try {
    await simulate(databases[0].url, { seed, steps });
    return await replayBooks(from, into);
  } finally {
    await Promise.all([from.app.db.close(), into.app.db.close()]);
    for (const database of databases) await database.close();
  }
}
