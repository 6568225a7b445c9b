// How answers show links and destinations: with what they name, the address that people follow, and the
// clicks of the last thirty days. Example: showLinks(tx, 7, rows, "https://partage.example", today).
import type { Destination } from "../../affiliates/destination.ts";
import type { Link } from "../../affiliates/link.ts";
import { listDestinations } from "../../affiliates/read-destinations.ts";
import type { Uuid } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { readLinkClicks } from "../../reports/link-clicks.ts";
import { readNames } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { Destination as ShownDestination, Link as ShownLink } from "../../wire/link.ts";
import { showParty, showProduct } from "./show-named.ts";

export function addressOfLink(publicUrl: string, code: string): string {
  return `${publicUrl}/l/${code}`;
}

export async function showLinks(
  tx: Tx,
  ws: number,
  links: readonly Link[],
  { publicUrl, now }: { publicUrl: string; now: number },
): Promise<ShownLink[]> {
  const names = await readNames(tx, ws, {
    parties: links.map((one) => one.party),
    products: links.map((one) => one.product),
  });
  const ids = [...new Set(links.map((one) => one.destination))];
  const found = await listDestinations(tx, ws, { ids, limit: ids.length });
  const places = new Map(found.map((one) => [one.id, one]));
  const clicks = await readLinkClicks(
    tx,
    ws,
    links.map((one) => one.id),
    now,
  );
  return links.map((one) => ({
    id: showId("link", one.id),
    version: one.version,
    code: one.code,
    url: addressOfLink(publicUrl, one.code),
    product: showProduct(names, one.product),
    affiliation: showId("affiliation", one.affiliation),
    party: showParty(names, one.party),
    destination: showPlace(places, one.destination),
    campaign: one.campaign,
    subId: one.subId,
    state: one.state,
    clicks: clicks.get(one.id) ?? 0,
    externalId: one.externalId,
    createdAt: showInstant(one.createdAt),
  }));
}

function showPlace(places: ReadonlyMap<Uuid, Destination>, id: Uuid) {
  const { name, url } = places.get(id) as Destination;
  return { id: showId("destination", id), name, url };
}

export async function showDestinations(
  tx: Tx,
  ws: number,
  destinations: readonly (Destination & { links: number })[],
): Promise<ShownDestination[]> {
  const names = await readNames(tx, ws, { products: destinations.map((one) => one.product) });
  return destinations.map((one) => ({
    ...one,
    id: showId("destination", one.id),
    product: showProduct(names, one.product),
    createdAt: showInstant(one.createdAt),
  }));
}
