// Records a contract as already agreed, with a note of where the agreement can be found. Refused when a sale
// from its start on is posted, or when the product would come to share more than the cap; two recordings
// never pass each other.
// Example: bruno 10 % of all sales from July; a sale of 7 July is posted → 422 sales_already_posted, naming
// it.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { checkRoom, checkTerms } from "../contracts/check-agreement.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import { readShares } from "../contracts/read-shares.ts";
import { addContract, addVersion } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { chooseStart } from "./choose-start.ts";
import { nameOffers } from "./name-offers.ts";
import { toldChange } from "./told-change.ts";

export interface Agreement {
  /** Undefined: now. */
  starts?: number | undefined;
  ends: number | null;
  terms: ContractTerms;
  evidence: string;
}

export interface ContractFacts extends Agreement {
  product: ProductName;
  party: PartyName;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Answers the contract's id. */
export async function recordContract(
  app: App,
  ws: number,
  facts: ContractFacts,
  actor: string,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const product = await mustFindProduct(tx, ws, facts.product, "product");
    const party = await mustFindPartner(tx, ws, facts.party, "party");
    const starts = await chooseStart(tx, ws, product, facts.starts, at, "starts");
    checkTerms(facts.terms, starts, facts.ends);
    const terms = await nameOffers(tx, ws, product, facts.terms);
    const id = newUuid(app.ids);
    const version = { starts, ends: facts.ends, terms };
    const others = (await readShares(tx, ws, at, { product })).get(product) ?? [];
    const { maxShared } = await readWorkspace(tx, ws);
    checkRoom([...others, { id, party: party.id, versions: [version] }], maxShared, Math.min(starts, at));
    const { externalId, metadata, evidence } = facts;
    await addContract(tx, ws, { id, product, party: party.id, externalId, metadata, at });
    await addVersion(tx, ws, { contract: id, version: 1, ...version, evidence, actor, at }, new Map());
    const subject = publicId("contract", id);
    const payload = {
      product: publicId("product", product),
      party: publicId("party", party.id),
      starts: new Date(starts).toISOString(),
      ...toldChange(null, version),
    };
    await addEvent(tx, ws, { type: "contract.recorded", subject, actor, payload, at });
    return id;
  });
}

export function noSuchContract(): Refusal {
  return new Refusal(404, "not_found", "There is no such contract in this workspace.");
}
