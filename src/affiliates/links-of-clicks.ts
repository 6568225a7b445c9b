// Which link each of these clicks followed: its code and campaign, as people know it. A click that is too old
// to be kept is not in the answer. Reads only.
// Example: [click_…] → { code: "carla-piano", campaign: "spring" }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export async function readLinksOfClicks(
  tx: Tx,
  ws: number,
  clicks: readonly Uuid[],
): Promise<Map<Uuid, { code: string; campaign: string | null }>> {
  if (clicks.length === 0) return new Map();
  const rows = await tx
    .selectFrom("click")
    .innerJoin("affiliate_link", (join) =>
      join.onRef("affiliate_link.ws", "=", "click.ws").onRef("affiliate_link.id", "=", "click.link"),
    )
    .select(["click.id", "affiliate_link.code", "affiliate_link.campaign"])
    .where("click.ws", "=", ws)
    .where("affiliate_link.ws", "=", ws)
    .where("click.id", "in", [...clicks])
    .execute();
  return new Map(rows.map(({ id, code, campaign }) => [id as Uuid, { code, campaign }]));
}
