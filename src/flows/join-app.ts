// The same app, all of whose flows run as parts of one open transaction: several acts, all or none. Never
// posts: what moves money goes through the desk in transactions of its own.
// Example: await createProduct(joinApp(app, 7, tx), 7, facts, actor) inside inWorkspace(app.db, 7, (tx) =>
// …).
import type { Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";

export function joinApp(app: App, ws: number, tx: Tx): App {
  const db = { ...app.db, joined: { ws, tx } };
  return Object.create(app, { db: { value: db, enumerable: true } }) as App;
}
