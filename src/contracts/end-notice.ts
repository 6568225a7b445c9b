// One side's notice: where the terms hold a notice period, either side may end the contract after it, without
// the other's acceptance. What was given is never taken back by the one who gave it: going on is an amendment
// that both agree to. Example: 30 days, given on 21 November → the last day is 21 December.
import { dayIn, offsetAt } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { formatInstant, instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Contract, type ContractVersion, isEnded } from "./contract.ts";
import type { Side } from "./proposal.ts";
import { versionInForce } from "./version-in-force.ts";

const DAY = 86_400_000;

export interface EndNotice {
  contract: Uuid;
  /** The version that it made. */
  version: number;
  side: Side;
  days: number;
  message: string;
  language: string;
  givenBy: string;
  givenName: string;
  /** Epoch milliseconds. */
  givenAt: number;
  ends: number;
}

/** The first instant after the last of so many whole days that follow today, where the business is. */
export function noticeEnds(now: number, days: number, timeZone: string): number {
  const midnight = (dayIn(timeZone, now) + days + 1) * DAY;
  const guess = midnight - offsetAt(timeZone, midnight);
  return midnight - offsetAt(timeZone, guess);
}

/** The version whose terms say which notice holds: the one in force, or the first to come. */
export function versionOfNotice(contract: Contract, now: number): ContractVersion {
  return versionInForce(contract.versions, now) ?? (contract.versions.at(-1) as ContractVersion);
}

/** Answers the days agreed. Throws 422 `contract_ended`, 409 `no_notice_agreed` or `ends_sooner`. */
export function checkNotice(contract: Contract, now: number, timeZone: string): number {
  if (isEnded(contract, now)) {
    throw new Refusal(422, "contract_ended", "This contract has ended, and that is final.");
  }
  const days = versionOfNotice(contract, now).terms.noticeDays;
  if (days === undefined) {
    const message =
      "No notice period was agreed, so neither side can end this contract alone. Propose to end it instead.";
    throw new Refusal(409, "no_notice_agreed", message);
  }
  const ends = contract.versions.at(-1)?.ends ?? null;
  if (ends !== null && ends <= noticeEnds(now, days, timeZone)) {
    const message = `This contract ends on ${formatInstant(instant(ends))} already, which is not later than a notice of today would end it.`;
    throw new Refusal(409, "ends_sooner", message, { facts: { ends: formatInstant(instant(ends)) } });
  }
  return days;
}

export async function addEndNotice(tx: Tx, ws: number, one: EndNotice): Promise<void> {
  await tx
    .insertInto("end_notice")
    .values({
      ws,
      contract: one.contract,
      version: one.version,
      side: one.side,
      days: one.days,
      message: one.message,
      language: one.language,
      given_by: one.givenBy,
      given_name: one.givenName,
      given_at: new Date(one.givenAt),
      ends: new Date(one.ends),
    })
    .execute();
}

/** Of several contracts, oldest first. */
export async function readEndNotices(
  tx: Tx,
  ws: number,
  contracts: readonly Uuid[],
): Promise<Map<Uuid, EndNotice[]>> {
  if (contracts.length === 0) return new Map();
  const rows = await tx
    .selectFrom("end_notice")
    .selectAll()
    .where("ws", "=", ws)
    .where("contract", "in", [...contracts])
    .orderBy("contract")
    .orderBy("version")
    .execute();
  const notices = rows.map(
    (row): EndNotice => ({
      contract: row.contract as Uuid,
      version: row.version,
      side: row.side as Side,
      days: row.days,
      message: row.message,
      language: row.language,
      givenBy: row.given_by,
      givenName: row.given_name,
      givenAt: row.given_at.getTime(),
      ends: row.ends.getTime(),
    }),
  );
  return Map.groupBy(notices, (one) => one.contract);
}
