// Makes a link and changes one: where it leads, campaign, sub-id, archived or not. Never whose it is, and
// never its code, which stands in print by then.
// Example: addLink(tx, 7, { affiliation: carla's, code: "carla-piano", destination, … }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { foldCode, type Link, refuseTakenLink, toLink } from "./link.ts";

export interface NewLink {
  id: Uuid;
  product: Uuid;
  affiliation: Uuid | null;
  party: Uuid | null;
  destination: Uuid;
  code: string;
  campaign: string | null;
  subId: string | null;
  externalId: string | null;
  actor: string;
  at: number;
}

/** Throws 409 when the code is taken by anybody in the installation. */
export async function addLink(tx: Tx, ws: number, link: NewLink): Promise<Link> {
  const { id, product, affiliation, party, destination, code, campaign, subId, externalId } = link;
  await tx
    .insertInto("link_code")
    .values({ code: foldCode(code), ws, link: id })
    .execute()
    .catch(refuseTakenLink);
  const row = await tx
    .insertInto("affiliate_link")
    .values({
      ...{ ws, id, product, affiliation, party, destination, code, campaign },
      sub_id: subId,
      state: "active",
      external_id: externalId,
      created_by: link.actor,
      created_at: new Date(link.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenLink);
  return toLink(row);
}

/** Left out (undefined): as it is. */
export interface LinkChange {
  destination?: Uuid | undefined;
  campaign?: string | null | undefined;
  subId?: string | null | undefined;
  state?: Link["state"] | undefined;
  externalId?: string | null | undefined;
}

/** As it is until this transaction ends; null when there is no such link. */
export async function lockLink(tx: Tx, ws: number, id: Uuid): Promise<Link | null> {
  const row = await tx
    .selectFrom("affiliate_link")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? toLink(row) : null;
}

/** `before`: from lockLink. */
export async function changeLink(tx: Tx, ws: number, before: Link, change: LinkChange): Promise<Link> {
  const row = await tx
    .updateTable("affiliate_link")
    .set({
      version: before.version + 1,
      destination: change.destination ?? before.destination,
      campaign: change.campaign === undefined ? before.campaign : change.campaign,
      sub_id: change.subId === undefined ? before.subId : change.subId,
      state: change.state ?? before.state,
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenLink);
  return toLink(row);
}
