// Who are the affiliate managers of a product: the parties with a contract in force whose scope is those they
// recruited. They see and serve only their own affiliates. Reads only.
// Example: davi, 5 % of the sales of those he recruited → [{ party: davi, share: "0.05", contract, … }].
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { contractsByProduct } from "../contracts/read-contracts.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import type { Tx } from "../db/transaction.ts";

export interface Manager {
  product: Uuid;
  party: Uuid;
  contract: Uuid;
  /** Null where steps set it. */
  share: string | null;
  /** What the share is of. */
  base: "after_affiliate" | "net" | "gross";
}

/** Of a product, or of every product of the workspace. */
export async function managersOf(tx: Tx, ws: number, now: number, product?: Uuid): Promise<Manager[]> {
  const contracts = [...(await contractsByProduct(tx, ws, product)).values()].flat();
  return contracts.flatMap((one) => {
    const held = versionInForce(one.versions, now);
    if (held?.terms.scope !== "recruited") return [];
    const { share = null, base = "after_affiliate" } = held.terms;
    return [{ product: one.product, party: one.party, contract: one.id, share, base }];
  });
}

/** Throws 403 `not_manager`. */
export async function mustBeManager(
  tx: Tx,
  ws: number,
  product: Uuid,
  party: Uuid,
  now: number,
): Promise<void> {
  if ((await managersOf(tx, ws, now, product)).some((one) => one.party === party)) return;
  const message =
    "Only an affiliate manager may do this: a co-producer whose contract is about the sales of those they recruited.";
  throw new Refusal(403, "not_manager", message);
}

/** Whoever is to earn on recruits is a manager of the product, else nobody would. Throws 422 `no_manager`. */
export async function mustManage(
  tx: Tx,
  ws: number,
  product: Uuid,
  party: Uuid,
  { at, path }: { at: number; path: string },
): Promise<void> {
  if ((await managersOf(tx, ws, at, product)).some((one) => one.party === party)) return;
  const message = "is no affiliate manager of this product: that takes a contract about those they recruited";
  throw new Refusal(422, "no_manager", `This party ${message}.`, {
    details: [{ path, code: "no_manager", message }],
  });
}
