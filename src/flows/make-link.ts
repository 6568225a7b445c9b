// Makes a link: an affiliate's, or the producer's own where nobody is named. Without a code one is made from
// the affiliate's own code and the campaign, and kept short.
// Example: makeLink(app, 7, { product, affiliation: carla's, campaign: "spring" }, actor) → "carla-spring".
import type { Affiliation } from "../affiliates/affiliation.ts";
import { clearText, codeFrom, type Link } from "../affiliates/link.ts";
import { readAffiliation } from "../affiliates/read-affiliations.ts";
import { mustFindDestination } from "../affiliates/read-destinations.ts";
import { isCodeFree } from "../affiliates/read-links.ts";
import { addLink } from "../affiliates/write-link.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct, readProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { refuseBarred } from "./decide-affiliation.ts";

export interface LinkFacts {
  /** Of the producer's own links; an affiliation says it itself. */
  product?: ProductName | undefined;
  affiliation?: Uuid | undefined;
  code?: string | undefined;
  destination?: Uuid | undefined;
  campaign?: string | null | undefined;
  subId?: string | null | undefined;
  externalId?: string | undefined;
  /** It stands in print already: it leads on, as the links of somebody who is suspended do. */
  isKept?: boolean;
}

/** `own`: only an affiliation of this party counts, as when the affiliate makes the link. */
export async function makeLink(
  app: App,
  ws: number,
  facts: LinkFacts,
  actor: string,
  own?: Uuid,
): Promise<Link> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const affiliation = await findAffiliation(tx, ws, facts, own);
    if (affiliation !== null) await refuseBarred(tx, ws, affiliation, at);
    const product =
      affiliation?.product ?? (await mustFindProduct(tx, ws, facts.product as ProductName, "product"));
    const destination = await mustFindDestination(tx, ws, product, facts.destination);
    const campaign = facts.campaign ?? null;
    const code = facts.code ?? (await freeCode(tx, app, ws, { affiliation, product, campaign }));
    const link = await addLink(tx, ws, {
      id: newUuid(app.ids),
      product,
      affiliation: affiliation?.id ?? null,
      party: affiliation?.party ?? null,
      destination: destination.id,
      code,
      campaign,
      subId: facts.subId ?? null,
      externalId: facts.externalId ?? null,
      actor,
      at,
    });
    const party = link.party && publicId("party", link.party);
    const payload = { product: publicId("product", product), party, code, campaign, url: destination.url };
    const subject = publicId("link", link.id);
    await addEvent(tx, ws, { type: "link.created", subject, actor, payload, at });
    return link;
  });
}

async function findAffiliation(
  tx: Tx,
  ws: number,
  { affiliation: id, product, isKept }: LinkFacts,
  own: Uuid | undefined,
): Promise<Affiliation | null> {
  if (id === undefined && own === undefined) {
    if (product !== undefined) return null;
    throw refused("product", "unknown_product", "is missing: name a product, or an affiliation");
  }
  const found = id === undefined ? null : await readAffiliation(tx, ws, id);
  if (found === null || (own !== undefined && found.party !== own)) {
    throw refused("affiliation", "unknown_affiliation", "names no affiliation here");
  }
  if (found.state !== "approved" && isKept !== true) {
    throw refused(
      "affiliation",
      "affiliation_not_approved",
      `is ${found.state}: its links would earn nothing`,
    );
  }
  return found;
}

function refused(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

/** The plain one where it is free, then with four clear characters behind it. */
async function freeCode(
  tx: Tx,
  app: App,
  ws: number,
  named: { affiliation: Affiliation | null; product: Uuid; campaign: string | null },
): Promise<string> {
  const whose = named.affiliation?.code ?? (await readProduct(tx, ws, named.product))?.name ?? "go";
  const plain = codeFrom(named.campaign === null ? whose : `${whose} ${named.campaign}`);
  if (await isCodeFree(tx, plain)) return plain;
  for (;;) {
    const own = `${plain}-${clearText(app.ids.random(4))}`;
    if (await isCodeFree(tx, own)) return own;
  }
}
