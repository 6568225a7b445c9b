// Reads proposals: one, a page of them, the open ones of a product. Never writes.
// Example: openProposalsOf(tx, 7, product, now) → what reserves room under the product's cap.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Proposal, type ProposalState, toProposal } from "./proposal.ts";

export interface ProposalFilter {
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  contract?: Uuid | undefined;
  /** `open` leaves out, and `lapsed` takes in, what nobody answered in time. */
  state?: ProposalState | undefined;
  /** When `state` is meant. */
  now: number;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function readProposal(tx: Tx, ws: number, id: Uuid): Promise<Proposal | null> {
  const row = await tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toProposal(row);
}

/** The same, held against every other answer until the transaction ends. */
export async function lockProposal(tx: Tx, ws: number, id: Uuid): Promise<Proposal | null> {
  const row = await tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toProposal(row);
}

/** Newest first. */
export async function listProposals(tx: Tx, ws: number, filter: ProposalFilter): Promise<Proposal[]> {
  const { product, party, contract, state, now, after } = filter;
  let query = tx.selectFrom("proposal").selectAll().where("ws", "=", ws);
  if (product !== undefined) query = query.where("product", "=", product);
  if (party !== undefined) query = query.where("party", "=", party);
  if (contract !== undefined) query = query.where("contract", "=", contract);
  if (state === "open") query = query.where("state", "=", "open").where("lapses_at", ">", new Date(now));
  else if (state === "lapsed") {
    query = query.where((is) =>
      is.or([
        is("state", "=", "lapsed"),
        is.and([is("state", "=", "open"), is("lapses_at", "<=", new Date(now))]),
      ]),
    );
  } else if (state !== undefined) query = query.where("state", "=", state);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
  return rows.map(toProposal);
}

/** What reserves room under the cap of the product. */
export async function openProposalsOf(
  tx: Tx,
  ws: number,
  product: Uuid | undefined,
  now: number,
): Promise<Proposal[]> {
  let query = tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "=", "open")
    .where("lapses_at", ">", new Date(now));
  if (product !== undefined) query = query.where("product", "=", product);
  return (await query.orderBy("created_at").orderBy("id").execute()).map(toProposal);
}

/** All that belong to one change of fees, locked until the transaction ends. */
export async function lockChange(tx: Tx, ws: number, change: Uuid): Promise<Proposal[]> {
  const rows = await tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("change", "=", change)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(toProposal);
}

/** Open ones that were asked before `since`, locked until the transaction ends. */
export async function waitingProposals(tx: Tx, ws: number, now: number, since: number): Promise<Proposal[]> {
  const rows = await tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "=", "open")
    .where("created_at", "<=", new Date(since))
    .where("lapses_at", ">", new Date(now))
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toProposal);
}

/** Those that nobody answered in time and that still say open. */
export async function lapsedProposals(tx: Tx, ws: number, now: number): Promise<Proposal[]> {
  const rows = await tx
    .selectFrom("proposal")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "=", "open")
    .where("lapses_at", "<=", new Date(now))
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(toProposal);
}
