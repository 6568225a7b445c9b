// The plan of a product as it would be with terms or a contract that are only a draft. Never checks the cap
// and never keeps anything: what is agreed for good goes another way.
// Example: the plan with { terms: { platformFee: … } } → the same contracts, the drafted fee.
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { type ClauseOf, spellClause } from "../contracts/agreed-terms.ts";
import type { Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import { nameTerms, type TermsFacts } from "./name-parties.ts";

export interface Draft {
  terms?: TermsFacts | undefined;
  contract?: DraftContract | undefined;
}

interface DraftContract {
  party: PartyName;
  share?: Ppm | undefined;
  base: string;
  scope: string;
  mayBeAffiliate: boolean;
  maxAffiliateRate: Ppm | null;
  clauses: readonly ClauseOf<Ppm>[];
  replaces?: Uuid | undefined;
}

/** What the engine calls a contract that nobody has agreed to. */
export const DRAFTED = "draft";

export async function draftPlan(
  tx: Tx,
  ws: number,
  plan: Record<string, unknown>,
  { terms, contract }: Draft,
): Promise<Record<string, unknown>> {
  const { producer, timeZone, contracts = [], ...own } = plan;
  const body = terms === undefined ? own : await nameTerms(tx, ws, terms, "draft.terms.");
  const agreed = contracts as { id: string }[];
  return {
    producer,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...body,
    contracts: contract === undefined ? agreed : await withContract(tx, ws, agreed, contract),
  };
}

async function withContract(tx: Tx, ws: number, agreed: readonly { id: string }[], draft: DraftContract) {
  const { replaces, party, share, maxAffiliateRate: most, clauses, ...rest } = draft;
  const id = replaces === undefined ? DRAFTED : publicId("contract", replaces);
  const found = await mustFindPartner(tx, ws, party, "draft.contract.party");
  const made = {
    id,
    party: publicId("party", found.id),
    ...(share === undefined ? {} : { share: formatRate(share) }),
    ...rest,
    ...(most === null ? {} : { maxAffiliateRate: formatRate(most) }),
    from: "1970-01-01T00:00:00Z",
    clauses: clauses.map((clause) => spellClause(clause, formatRate)),
  };
  const isKnown = agreed.some((one) => one.id === id);
  return isKnown ? agreed.map((one) => (one.id === id ? made : one)) : [...agreed, made];
}
