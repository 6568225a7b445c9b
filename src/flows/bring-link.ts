// One row of another tool's links: the code as it stands in print, the affiliate it belongs to, the page it
// led to, which is stored where it is not yet. Without an affiliate it is the producer's own.
// Whose affiliate is not active leads on too, and earns nothing meanwhile.
// Example: "carla-book,carla@example.com,https://school.example/book" → link carla-book of carla.
import { readTarget } from "../affiliates/destination.ts";
import { foldCode, isLinkCode } from "../affiliates/link.ts";
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { findDestinationByUrl } from "../affiliates/read-destinations.ts";
import { listLinks } from "../affiliates/read-links.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { findBrought } from "./bring-affiliate.ts";
import { makeLink } from "./make-link.ts";
import { type Cells, type ProgrammeFile, refused } from "./programme-file.ts";
import type { Person } from "./propose-change.ts";
import { storeDestination } from "./store-destination.ts";

const LONGEST_MARK = 100;

export async function bringLink(
  app: App,
  ws: number,
  tx: Tx,
  file: ProgrammeFile,
  cells: Cells,
  by: Person,
): Promise<boolean> {
  const product = await mustFindProduct(tx, ws, file.product as ProductName, "product");
  const code = cells("link");
  if (!isLinkCode(code)) throw refused("link", "invalid_code", "must be 2 to 64 letters, digits, . _ or -");
  const affiliation = await affiliationOf(tx, ws, product, cells);
  const [there] = await listLinks(tx, ws, { code: foldCode(code), limit: 1 });
  if (there !== undefined) {
    if (there.product === product && there.affiliation === affiliation) return false;
    throw refused("link", "code_taken", "is another affiliate's or product's link already");
  }
  const destination = await pageOf(app, ws, tx, product, cells("url"), by);
  const [campaign, subId] = [cells("campaign").slice(0, LONGEST_MARK), cells("subId").slice(0, LONGEST_MARK)];
  const marks = { campaign: campaign || null, subId: subId || null };
  const whose = affiliation === null ? { product } : { affiliation, isKept: true };
  await makeLink(app, ws, { ...whose, ...marks, code, destination }, by.actor);
  return true;
}

/** Null: the row names nobody. */
async function affiliationOf(tx: Tx, ws: number, product: Uuid, cells: Cells): Promise<Uuid | null> {
  const code = cells("code");
  const isNamed = code !== "" || cells("email") !== "" || cells("externalId") !== "";
  if (!isNamed) return null;
  const party = await findBrought(tx, ws, cells);
  const wanted = party === null ? { code } : { party };
  const [found] =
    party === null && code === "" ? [] : await listAffiliations(tx, ws, { product, ...wanted, limit: 1 });
  if (found !== undefined) return found.id;
  throw refused("affiliate", "unknown_affiliation", "is no affiliate of the product: bring affiliates first");
}

async function pageOf(
  app: App,
  ws: number,
  tx: Tx,
  product: Uuid,
  text: string,
  by: Person,
): Promise<Uuid | undefined> {
  if (text === "") return undefined;
  const url = readTarget(text);
  if (url === null) throw refused("url", "invalid_url", "must be a web address");
  const there = await findDestinationByUrl(tx, ws, product, url);
  if (there !== null) return there;
  const { host, pathname } = new URL(url);
  const name = `${host}${pathname}`.slice(0, LONGEST_MARK);
  return (await storeDestination(app, ws, { product, name, url }, by.actor)).id;
}
