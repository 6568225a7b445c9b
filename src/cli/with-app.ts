// The database that the environment names, opened for one command and closed whatever comes of it.
// Never makes one that is not there. Example: await withApp((app) => verifyBooks(app, 7)).
import { systemIds } from "../base/system-ids.ts";
import { openDatabase } from "../db/pool.ts";
import type { App } from "../flows/app.ts";
import { openPosting } from "../flows/posting.ts";
import { findDatabase } from "./find-database.ts";

/** Throws what `findDatabase` and the act throw. */
export async function withApp<T>(act: (app: App) => Promise<T>): Promise<T> {
  const { url, close } = await findDatabase(process.env, { existing: true });
  const db = openDatabase({ url });
  try {
    return await act({ db, ids: systemIds, posting: openPosting(db, systemIds) });
  } finally {
    await db.close();
    await close();
  }
}
