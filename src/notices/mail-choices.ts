// What a person wants to hear of: the groups of notices without mail, the same in every business, and how
// often of the sales of each party they speak for. What is needed is mailed whatever stands here.
// Example: readQuiet(tx, [bruno]) → { bruno → ["answers"] }; readSaleChoices(tx, 7, party) → { bruno →
// "daily" }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Group, OPTIONAL_GROUPS } from "./notice.ts";

export const HOW_OFTEN = ["each", "daily", "none"] as const;
export type HowOften = (typeof HOW_OFTEN)[number];
const UNLESS_CHOSEN: HowOften = "daily";

/** Runs in any workspace or none; an account without a choice has an empty list. */
export async function readQuiet(tx: Tx, accounts: readonly string[]): Promise<Map<string, Group[]>> {
  const rows =
    accounts.length === 0
      ? []
      : await tx
          .selectFrom("mail_choice")
          .selectAll()
          .where("account", "in", [...accounts])
          .execute();
  const chosen = new Map(rows.map((row) => [row.account, row.quiet]));
  const known = (names: readonly string[]) => OPTIONAL_GROUPS.filter((group) => names.includes(group));
  return new Map(accounts.map((account) => [account, known(chosen.get(account) ?? [])]));
}

/** What is not named stays as it is. Two changes at once: both count. */
export async function changeQuiet(
  tx: Tx,
  account: Uuid,
  mailed: Partial<Record<Group, boolean>>,
  at: number,
): Promise<void> {
  const named = OPTIONAL_GROUPS.filter((group) => mailed[group] !== undefined);
  const quiet = named.filter((group) => mailed[group] === false);
  await tx
    .insertInto("mail_choice")
    .values({ account, quiet: [], changed_at: new Date(at) })
    .onConflict((conflict) => conflict.column("account").doNothing())
    .execute();
  const row = await tx
    .selectFrom("mail_choice")
    .select("quiet")
    .where("account", "=", account)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const kept = row.quiet.filter((group) => !(named as string[]).includes(group));
  await tx
    .updateTable("mail_choice")
    .set({ quiet: [...kept, ...quiet], changed_at: new Date(at) })
    .where("account", "=", account)
    .execute();
}

/** Of everybody who chose for this party. */
export async function readSaleChoices(tx: Tx, ws: number, party: Uuid): Promise<Map<string, HowOften>> {
  const rows = await tx
    .selectFrom("sale_notice_choice")
    .select(["account", "how"])
    .where("ws", "=", ws)
    .where("party", "=", party)
    .execute();
  return new Map(rows.map((row) => [row.account, row.how as HowOften]));
}

export async function readSaleChoice(tx: Tx, ws: number, account: Uuid, party: Uuid): Promise<HowOften> {
  return (await readSaleChoices(tx, ws, party)).get(account) ?? UNLESS_CHOSEN;
}

export async function changeSaleChoice(
  tx: Tx,
  ws: number,
  choice: { account: Uuid; party: Uuid; how: HowOften },
): Promise<void> {
  await tx
    .insertInto("sale_notice_choice")
    .values({ ws, ...choice })
    .onConflict((conflict) => conflict.columns(["ws", "account", "party"]).doUpdateSet({ how: choice.how }))
    .execute();
}
