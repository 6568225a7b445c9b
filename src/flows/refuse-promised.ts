// Refuses that the producer, by an edit of his own, gives less to a partner than an agreed contract promises:
// fees that leave before the split, the affiliate's base, the category or calendar that a clause counts by.
// Names whom it would touch and the way. What can only give more passes.
// Example: platform fee 9.9 % → 12 % with bruno's contract in force → 409 contracts_promise, naming him.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { readConfirmed } from "../contracts/confirmation.ts";
import type { Contract } from "../contracts/contract.ts";
import { lowersPromise, type Promised } from "../contracts/promised-fees.ts";
import { contractsByProduct } from "../contracts/read-contracts.ts";
import type { Tx } from "../db/transaction.ts";
import { readBody, readProductTerms, termsAt } from "../products/product-terms.ts";
import { readNames } from "../reports/names.ts";

/** Contracts that both sides agreed to here and that hold at `from` or later. */
export async function promisedBy(
  tx: Tx,
  ws: number,
  product: Uuid | undefined,
  from: number,
): Promise<Contract[]> {
  const all = [...(await contractsByProduct(tx, ws, product)).values()].flat();
  const lasting = all.filter((one) => (one.versions.at(-1)?.ends ?? Number.POSITIVE_INFINITY) > from);
  const confirmed = await readConfirmed(tx, ws, lasting, false);
  const agreed = (one: Contract) =>
    one.versions.some(({ version }) =>
      ["agreed", "confirmed", "notice"].includes(confirmed(one.id, version).state),
    );
  return lasting.filter(agreed);
}

/** What of these terms is less than the product's own terms give at that instant, and to whom. */
export async function whatIsLowered(
  tx: Tx,
  ws: number,
  product: Uuid,
  body: object,
  from: number,
): Promise<{ lowered: Promised[]; contracts: Contract[]; newest: number }> {
  const versions = (await readProductTerms(tx, ws, [product])).get(product) ?? [];
  const newest = versions.at(-1)?.version ?? 0;
  const lowered = lowersPromise(termsAt(versions, from).body, readBody(body));
  const contracts = lowered.length === 0 ? [] : await promisedBy(tx, ws, product, from);
  return { lowered, contracts, newest };
}

const WHAT: Record<Promised, string> = {
  platform_fee: "the platform fee that leaves before the split",
  processor_fee: "who bears the processor's fee",
  affiliate_base: "what the affiliate's commission is a share of",
  unreturned_fees: "who bears the fees kept at a refund",
};

/** Throws 409 `contracts_promise`. */
export async function refusePromised(
  tx: Tx,
  ws: number,
  product: Uuid,
  body: object,
  from: number,
): Promise<void> {
  const { lowered, contracts } = await whatIsLowered(tx, ws, product, body, from);
  if (contracts.length === 0) return;
  const told = await tell(tx, ws, contracts);
  const changed = lowered.map((one) => WHAT[one]).join(" and ");
  const message =
    `This would change ${changed}, and so give less to ${told.names} than the agreed contract promises. ` +
    "Propose it to them (POST /v1/products/{product}/terms/proposals): it holds when all of them accept. " +
    "Or let the producer bear what is added, which asks nobody.";
  throw new Refusal(409, "contracts_promise", message, { facts: { lowered, contracts: told.contracts } });
}

/** For what no proposal changes: the sentence says what to do. */
export async function refuseForContracts(
  tx: Tx,
  ws: number,
  contracts: readonly Contract[],
  why: string,
  path: string,
): Promise<void> {
  if (contracts.length === 0) return;
  const told = await tell(tx, ws, contracts);
  throw new Refusal(409, "contracts_promise", `${why} It is part of what you agreed with ${told.names}.`, {
    details: [{ path, code: "contracts_promise", message: "is part of agreed contracts" }],
    facts: { contracts: told.contracts },
  });
}

async function tell(tx: Tx, ws: number, contracts: readonly Contract[]) {
  const names = await readNames(tx, ws, { parties: contracts.map((one) => one.party) });
  const shown = contracts.map((one) => ({
    contract: publicId("contract", one.id),
    party: publicId("party", one.party),
    name: names.party(one.party),
  }));
  return { contracts: shown, names: [...new Set(shown.map((one) => one.name))].join(", ") };
}
