// What a workspace's posting desk must know of it: the epoch of its terms, its calendar, its holds, its own
// parties. The epoch is read first: what is read after it is never older than it says.
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";

export interface PostingSettings {
  epoch: number;
  timeZone: string;
  /** Payment method → days; "default" for the rest. */
  holds: Record<string, number>;
  /** Of a sale whose product has no offer to say it. */
  guaranteeDays: number;
  producer: Uuid;
  taxParty: Uuid;
}

export async function readPostingSettings(tx: Tx, ws: number): Promise<PostingSettings> {
  const epoch = await tx.selectFrom("terms_epoch").select("epoch").where("ws", "=", ws).executeTakeFirst();
  const workspace = await tx
    .selectFrom("workspace")
    .select(["time_zone", "holds", "guarantee_days"])
    .where("ws", "=", ws)
    .executeTakeFirst();
  assert(workspace, `there is no workspace ${ws}`);
  const parties = await tx
    .selectFrom("party")
    .select(["id", "kind"])
    .where("ws", "=", ws)
    .where((where) => where.or([where("kind", "=", "producer"), where("ref", "=", "tax")]))
    .execute();
  const producer = parties.find((party) => party.kind === "producer");
  const tax = parties.find((party) => party.kind === "tax");
  assert(producer && tax, `workspace ${ws} lacks its producer or its tax party`);
  return {
    epoch: epoch?.epoch ?? 0,
    timeZone: workspace.time_zone,
    holds: workspace.holds as Record<string, number>,
    guaranteeDays: workspace.guarantee_days,
    producer: producer.id as Uuid,
    taxParty: tax.id as Uuid,
  };
}
