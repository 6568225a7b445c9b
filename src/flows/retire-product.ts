// Takes a product out of the lists, or lets another take its place, having asked what becomes of each
// contract: it goes on for renewals and late sales, its end is proposed, or the same terms are proposed on
// the other product. All or nothing; nothing of a contract changes until its partner accepts.
// Example: "Piano" gives way to "Piano 2": bruno's contract moves → an invitation on "Piano 2" for 14 days.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Contract } from "../contracts/contract.ts";
import { listContracts } from "../contracts/read-contracts.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { readProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { changeProduct } from "./change-product.ts";
import { invitePartners } from "./invite-partner.ts";
import { joinApp } from "./join-app.ts";
import { type Person, proposeChange } from "./propose-change.ts";

export interface Retirement {
  /** The product that takes its place; null: none does. */
  replacedBy: Uuid | null;
  contracts: readonly { contract: Uuid; becomes: "go_on" | "end" | "move" }[];
  message: string;
  language: string;
  termsOfUse: number;
}

const MOST = 200;

/**
 * Answers the proposals that it sent. Throws 404, 422 `contracts_unanswered`, `no_replacement`, `no_address`.
 */
export async function retireProduct(
  app: App,
  ws: number,
  product: Uuid,
  wanted: Retirement,
  by: Person,
): Promise<Uuid[]> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const joined = joinApp(app, ws, tx);
    await refuseUnknown(tx, ws, product, wanted.replacedBy);
    const filter = { product, state: "active" as const, now: app.ids.now(), limit: MOST };
    const open = await listContracts(tx, ws, filter);
    refuseUnanswered(open, wanted);
    const sent: Uuid[] = [];
    for (const { contract: id, becomes } of wanted.contracts) {
      const contract = open.find((one) => one.id === id) as Contract;
      if (becomes === "end") sent.push(await proposeEnd(joined, ws, contract, wanted, by));
      if (becomes === "move") sent.push(await proposeMove(joined, tx, ws, contract, wanted, by));
    }
    await changeProduct(joined, ws, product, { status: "inactive" }, by.actor);
    return sent;
  });
}

async function refuseUnknown(tx: Tx, ws: number, product: Uuid, other: Uuid | null): Promise<void> {
  if ((await readProduct(tx, ws, product)) === null) {
    throw new Refusal(404, "not_found", "There is no such product in this workspace.");
  }
  if (other === null) return;
  if (other !== product && (await readProduct(tx, ws, other))?.status === "active") return;
  const message = "must be another product that is on sale";
  throw new Refusal(422, "no_replacement", `What takes its place ${message}.`, {
    details: [{ path: "replacedBy", code: "no_replacement", message }],
  });
}

function refuseUnanswered(open: readonly Contract[], { contracts, replacedBy }: Retirement): void {
  const asked = new Set(contracts.map((one) => one.contract));
  const left = open.filter((one) => !asked.has(one.id));
  const unknown = contracts.findIndex((one) => !open.some((contract) => contract.id === one.contract));
  const moved = contracts.findIndex((one) => one.becomes === "move");
  if (unknown >= 0) {
    const message = "is no contract of this product that goes on";
    throw new Refusal(422, "unknown_contract", `Contract ${unknown + 1} ${message}.`, {
      details: [{ path: `contracts[${unknown}].contract`, code: "unknown_contract", message }],
    });
  }
  if (moved >= 0 && replacedBy === null) {
    const message = "needs the product that takes its place";
    throw new Refusal(422, "no_replacement", `A contract that moves ${message}.`, {
      details: [{ path: "replacedBy", code: "no_replacement", message }],
    });
  }
  if (left.length === 0) return;
  const message = "must say what becomes of each contract of the product";
  throw new Refusal(422, "contracts_unanswered", `This ${message}.`, {
    details: [{ path: "contracts", code: "contracts_unanswered", message }],
    facts: { contracts: left.map((one) => publicId("contract", one.id)) },
  });
}

async function proposeEnd(
  app: App,
  ws: number,
  contract: Contract,
  { message, language, termsOfUse }: Retirement,
  by: Person,
): Promise<Uuid> {
  const about = { message, language, termsOfUse, terms: null, starts: null, ends: null };
  return await proposeChange(app, ws, contract.id, { kind: "end", ...about }, { ...by, side: "producer" });
}

/** The terms of today on the other product; the contract on this one goes on for renewals and late sales. */
async function proposeMove(
  app: App,
  tx: Tx,
  ws: number,
  contract: Contract,
  { replacedBy, message, language, termsOfUse }: Retirement,
  by: Person,
): Promise<Uuid> {
  const party = await findParty(tx, ws, contract.party);
  if (party === null || party.email === null) {
    const says = "has no e-mail address: add one first";
    throw new Refusal(422, "no_address", `${party?.name ?? "The partner"} ${says}.`, {
      details: [{ path: "contracts", code: "no_address", message: says }],
    });
  }
  const now = app.ids.now();
  const held = versionInForce(contract.versions, now) ?? contract.versions.at(-1);
  const { terms, ends } = held as NonNullable<typeof held>;
  const invited = { product: replacedBy as Uuid, email: party.email, name: party.name, terms, ends };
  const sent = { ...invited, starts: null, message, language, termsOfUse };
  const [id] = await invitePartners(app, ws, [sent], by);
  return id as Uuid;
}
