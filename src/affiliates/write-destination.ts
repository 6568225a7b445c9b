// Stores a page that links of a product may lead to, and changes one. The first of a product is its main one.
// Never removes one: an archived one's links lead to the main one from then on.
// Example: addDestination(tx, 7, { product, name: "Sales page", url: "https://school.example/piano", … }).
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Destination, readTarget, refuseTakenTarget, toDestination } from "./destination.ts";

export interface NewDestination {
  id: Uuid;
  product: Uuid;
  name: string;
  url: string;
  main?: boolean | undefined;
  at: number;
}

export async function addDestination(tx: Tx, ws: number, facts: NewDestination): Promise<Destination> {
  const url = mustBeTarget(facts.url);
  const { product } = facts;
  const before = await lockMain(tx, ws, product);
  const isMain = facts.main === true || before === null;
  if (isMain && before !== null) await setMain(tx, ws, before, false);
  const row = await tx
    .insertInto("destination")
    .values({
      ws,
      id: facts.id,
      product,
      name: facts.name,
      url,
      main: isMain,
      state: "active",
      created_at: new Date(facts.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenTarget);
  return toDestination(row);
}

/** Left out (undefined): as it is. A main one cannot be unmade: another is made main. */
export interface DestinationChange {
  name?: string | undefined;
  url?: string | undefined;
  main?: true | undefined;
  state?: Destination["state"] | undefined;
}

/** As it is until this transaction ends; null when there is no such destination. */
export async function lockDestination(tx: Tx, ws: number, id: Uuid): Promise<Destination | null> {
  const row = await tx
    .selectFrom("destination")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? toDestination(row) : null;
}

/** `before`: from lockDestination. */
export async function changeDestination(
  tx: Tx,
  ws: number,
  before: Destination,
  change: DestinationChange,
): Promise<Destination> {
  const state = change.state ?? before.state;
  const isMain = change.main ?? before.main;
  if (isMain && state === "archived") {
    const message = "is the product's main one: make another one main first";
    throw new Refusal(422, "main_destination", `This destination ${message}.`, {
      details: [{ path: "state", code: "main_destination", message }],
    });
  }
  if (change.main === true && !before.main) {
    const main = await lockMain(tx, ws, before.product);
    if (main !== null) await setMain(tx, ws, main, false);
  }
  const row = await tx
    .updateTable("destination")
    .set({
      version: before.version + 1,
      name: change.name ?? before.name,
      url: change.url === undefined ? before.url : mustBeTarget(change.url),
      main: isMain,
      state,
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenTarget);
  return toDestination(row);
}

async function lockMain(tx: Tx, ws: number, product: Uuid): Promise<Uuid | null> {
  // The product's row, so that two who store the first page at once make one of them main.
  await tx
    .selectFrom("product")
    .select("id")
    .where("ws", "=", ws)
    .where("id", "=", product)
    .forNoKeyUpdate()
    .execute();
  const row = await tx
    .selectFrom("destination")
    .select("id")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("main", "=", true)
    .executeTakeFirst();
  return (row?.id as Uuid | undefined) ?? null;
}

async function setMain(tx: Tx, ws: number, id: Uuid, main: boolean): Promise<void> {
  await tx.updateTable("destination").set({ main }).where("ws", "=", ws).where("id", "=", id).execute();
}

function mustBeTarget(text: string): string {
  const url = readTarget(text);
  if (url !== null) return url;
  const message = "must be a web address such as https://example.com/page, without a name or password";
  throw new Refusal(422, "invalid_url", `url ${message}.`, {
    details: [{ path: "url", code: "invalid_url", message }],
  });
}
