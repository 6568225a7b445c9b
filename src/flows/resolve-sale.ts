// From what a caller says of a sale to its facts: the product, offer, parties and affiliate it names become
// ids of ours. Asks the database only for names it has not met since the terms last changed; says the epoch
// it resolved under, so that whoever posts can refuse names that changed their meaning. A processor nobody
// knows is made, once.
// Example: { product: { externalId: "piano" }, fees: [{ party: { ref: "stripe" }, … }], … } → { facts, epoch:
// 41 }.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { findParty, mustFindParty } from "../parties/read-parties.ts";
import { ensureProcessor } from "../parties/write-party.ts";
import type { ProductName } from "../products/product.ts";
import { findOffer, findProduct } from "../products/read-products.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { readEpoch } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import {
  type AffiliateSaid,
  knownAffiliates,
  lookUpAffiliates,
  partyKey,
  type WeighedSaid,
} from "./name-affiliates.ts";
import { type Known, nameBookOf } from "./name-book.ts";

/** A sale as a caller tells it: everything but the names is as it will be recorded. */
export interface SaleClaim extends Omit<SaleFacts, "product" | "offer" | "fees" | "affiliate"> {
  product: ProductName;
  offer: Uuid | { externalId: string } | null;
  fees: readonly { party: PartyName; amount: number }[];
  affiliate: AffiliateSaid | null;
  /** Where the caller names several; `affiliate` is null then. */
  affiliates?: readonly WeighedSaid[];
}

export interface ResolvedSale {
  facts: SaleFacts;
  /** terms_epoch under which the names mean this. */
  epoch: number;
}

/** The same from names met before, without asking the database; null when one of them was not. */
export function recallNames(app: App, ws: number, claim: SaleClaim): ResolvedSale | null {
  const book = nameBookOf(app.db, ws);
  const { epoch } = book;
  const facts = epoch < 0 ? null : assemble(claim, (key) => book.get(key));
  return facts === null ? null : { facts, epoch };
}

/** `actor` null: only a look, makes no party. Throws 422 with the path of a name that leads nowhere. */
export async function resolveSale(
  app: App,
  ws: number,
  claim: SaleClaim,
  actor: string | null,
): Promise<ResolvedSale> {
  // A look must be true at once; what is posted is checked against the epoch when it is.
  const recalled = actor === null ? null : recallNames(app, ws, claim);
  if (recalled !== null) return recalled;
  const book = nameBookOf(app.db, ws);
  const found = new Map<string, Known>();
  const read = await inWorkspace(app.db, ws, async (tx) => {
    const now = await readEpoch(tx, ws);
    await lookUp(tx, app, ws, claim, actor, found);
    return now;
  });
  book.keep(read, found);
  const assembled = assemble(claim, (key) => found.get(key));
  return { facts: assembled as SaleFacts, epoch: read };
}

/** The facts from names that are known; null when one is not. */
function assemble(claim: SaleClaim, known: (key: string) => Known | undefined): SaleFacts | null {
  const named = known(productKey(claim)) as { product: Uuid; offer: Uuid | null } | undefined;
  if (named === undefined) return null;
  const { product } = named;
  const offer = claim.offer === null ? named.offer : known(offerKey(product, claim.offer));
  if (offer === undefined) return null;
  const fees: SaleFacts["fees"] = [];
  for (const { party, amount } of claim.fees) {
    const id = known(partyKey(party));
    if (id === undefined) return null;
    fees.push({ party: id as Uuid, amount });
  }
  const sold = knownAffiliates(claim, product, known);
  if (sold === null) return null;
  const { affiliates, ...sellers } = sold;
  const facts = { ...claim, product, offer: offer as Uuid | null, fees, ...sellers };
  if (claim.affiliates === undefined) return facts as SaleFacts;
  const { affiliates: _, ...rest } = facts;
  return affiliates === undefined ? rest : { ...rest, side: { ...claim.side, affiliates } };
}

async function lookUp(
  tx: Tx,
  app: App,
  ws: number,
  claim: SaleClaim,
  actor: string | null,
  found: Map<string, Known>,
): Promise<void> {
  const named = await findProduct(tx, ws, claim.product, claim.source);
  if (named === null) throw leadsNowhere("product", "product", "names no product of this workspace");
  const { product } = named;
  found.set(productKey(claim), named);
  if (claim.offer !== null) {
    const offer = await findOffer(tx, ws, product, claim.offer);
    if (offer === null) throw leadsNowhere("offer", "offer", "names no offer of this product");
    found.set(offerKey(product, claim.offer), offer);
  }
  for (const [index, { party }] of claim.fees.entries()) {
    const id = await feeParty(tx, app, ws, party, `fees[${index}].party`, actor);
    found.set(partyKey(party), id);
  }
  await lookUpAffiliates(tx, ws, claim, product, found);
}

export async function feeParty(
  tx: Tx,
  app: App,
  ws: number,
  party: PartyName,
  path: string,
  actor: string | null,
): Promise<Uuid> {
  if (actor === null || typeof party === "string" || !("ref" in party)) {
    return (await mustFindParty(tx, ws, party, path)).id;
  }
  const known = await findParty(tx, ws, party);
  if (known !== null) return known.id;
  const at = app.ids.now();
  const id = newUuid(app.ids);
  const made = await ensureProcessor(tx, ws, party.ref, id, at);
  if (made.id === id) {
    const payload = { kind: "processor", name: made.name };
    await addEvent(tx, ws, { type: "party.created", subject: publicId("party", id), actor, payload, at });
  }
  return made.id;
}

function leadsNowhere(path: string, what: string, message: string): Refusal {
  const code = `unknown_${what}`;
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

function productKey({ product, source }: SaleClaim): string {
  if (typeof product === "string") return `product id ${product}`;
  if ("externalId" in product) return `product external ${product.externalId}`;
  return `product ref ${product.source ?? source} ${product.ref}`;
}

function offerKey(product: Uuid, offer: Uuid | { externalId: string }): string {
  return `offer ${product} ${typeof offer === "string" ? offer : `external ${offer.externalId}`}`;
}
