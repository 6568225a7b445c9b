// What the partner says to a version that was only recorded here as agreed elsewhere: confirmed, or objected.
// It splits sales from its start on either way; until it is confirmed both sides see that it is not. Never
// asked of what was accepted here, nor in the demo. Example: recorded on 3 May, confirmed by Bruno on 5 May.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readEndNotices } from "./end-notice.ts";

export type ConfirmationState =
  /** Both sides agreed here: there is an agreement. */
  | "agreed"
  /** One side gave the notice that both had agreed to. */
  | "notice"
  | "waiting"
  | "confirmed"
  | "objected"
  | "not_needed";

export interface Confirmation {
  contract: Uuid;
  version: number;
  answer: "confirmed" | "objected";
  note: string;
  givenBy: string;
  givenName: string;
  /** Epoch milliseconds. */
  givenAt: number;
}

/** What counts of several: once confirmed it stays so. */
export function lastAnswer(given: readonly Confirmation[], version: number): Confirmation | null {
  const ofVersion = given.filter((one) => one.version === version);
  return ofVersion.find((one) => one.answer === "confirmed") ?? ofVersion[0] ?? null;
}

/** Keeps the first of two of a kind. */
export async function addConfirmation(tx: Tx, ws: number, one: Confirmation): Promise<void> {
  await tx
    .insertInto("confirmation")
    .values({
      ws,
      contract: one.contract,
      version: one.version,
      answer: one.answer,
      note: one.note,
      given_by: one.givenBy,
      given_name: one.givenName,
      given_at: new Date(one.givenAt),
    })
    .onConflict((conflict) => conflict.columns(["ws", "contract", "version", "answer"]).doNothing())
    .execute();
}

export async function readConfirmations(
  tx: Tx,
  ws: number,
  contracts: readonly Uuid[],
): Promise<Map<Uuid, Confirmation[]>> {
  if (contracts.length === 0) return new Map();
  const rows = await tx
    .selectFrom("confirmation")
    .selectAll()
    .where("ws", "=", ws)
    .where("contract", "in", [...contracts])
    .orderBy("given_at")
    .execute();
  const given = rows.map(
    (row): Confirmation => ({
      contract: row.contract as Uuid,
      version: row.version,
      answer: row.answer as Confirmation["answer"],
      note: row.note,
      givenBy: row.given_by,
      givenName: row.given_name,
      givenAt: row.given_at.getTime(),
    }),
  );
  return Map.groupBy(given, (one) => one.contract);
}

/** Which versions of which contracts have a frozen agreement: "contract version". */
async function readAgreedVersions(tx: Tx, ws: number, contracts: readonly Uuid[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("agreement")
    .select(["contract", "version"])
    .where("ws", "=", ws)
    .where("contract", "in", [...contracts])
    .execute();
  return new Set(rows.map((row) => `${row.contract} ${row.version}`));
}

export interface Confirmed {
  state: ConfirmationState;
  answer: Confirmation | null;
}

/** How each version of these contracts came to hold. */
export async function readConfirmed(
  tx: Tx,
  ws: number,
  contracts: readonly { id: Uuid; versions: readonly { version: number }[] }[],
  isDemo: boolean,
): Promise<(contract: Uuid, version: number) => Confirmed> {
  const ids = contracts.map((one) => one.id);
  if (ids.length === 0) return () => ({ state: "not_needed", answer: null });
  const agreed = await readAgreedVersions(tx, ws, ids);
  const given = await readConfirmations(tx, ws, ids);
  const noticed = await readEndNotices(tx, ws, ids);
  const isByNotice = (contract: Uuid, version: number) =>
    (noticed.get(contract) ?? []).some((one) => one.version === version);
  const isBoth = (contract: Uuid, version: number) =>
    agreed.has(`${contract} ${version}`) ||
    (given.get(contract) ?? []).some((one) => one.version === version && one.answer === "confirmed");
  // What both agreed to later stands in the place of what was only recorded.
  const isReplaced = (contract: Uuid, version: number) =>
    contracts
      .find((one) => one.id === contract)
      ?.versions.some((later) => later.version > version && isBoth(contract, later.version)) ?? false;
  return (contract, version) => {
    if (agreed.has(`${contract} ${version}`)) return { state: "agreed", answer: null };
    if (isByNotice(contract, version)) return { state: "notice", answer: null };
    const answer = lastAnswer(given.get(contract) ?? [], version);
    if (answer?.answer !== "confirmed" && isReplaced(contract, version))
      return { state: "not_needed", answer };
    if (answer !== null) return { state: answer.answer, answer };
    return { state: isDemo ? "not_needed" : "waiting", answer: null };
  };
}
