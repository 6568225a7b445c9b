// A proposal: what one side of a contract offers (invite, amend, end) and only the other may accept. It
// decides no split while it is open; what it asks never changes, and its answer is written once.
// Example: ana invites bruno to 10 % of "Piano in 30 days": open until 5 December, then lapsed.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Proposal as ProposalRow } from "../db/tables.ts";
import type { ContractTerms } from "./contract.ts";

/** Fourteen days (domain §4). */
export const OPEN_MS = 14 * 24 * 60 * 60 * 1000;

export type Side = "producer" | "party";
/** `fees`: other fees of the product, asked of each partner they would take from. */
export type ProposalKind = "invite" | "amend" | "end" | "fees";
export type ProposalState = "open" | "accepted" | "declined" | "withdrawn" | "lapsed";

export interface Reminder {
  /** Epoch milliseconds. */
  at: number;
  after: number | null;
}

export interface Proposal {
  id: Uuid;
  kind: ProposalKind;
  /** Of an invite: the id that the contract will have. */
  contract: Uuid;
  /** The contract's newest version when it was proposed, of fees the product's; 0 of an invite. */
  basedOn: number;
  product: Uuid;
  party: Uuid;
  /** Who asks; the other side answers. */
  side: Side;
  /** Where an invitation goes; null otherwise. */
  email: string | null;
  language: string;
  /** Null of an end, and of fees. */
  terms: ContractTerms | null;
  /** Epoch milliseconds; null: with the acceptance. */
  starts: number | null;
  /** Null: open; of an end, with the acceptance. */
  ends: number | null;
  message: string;
  termsOfUse: number;
  state: ProposalState;
  createdBy: string;
  /** How the person or key was called then. */
  createdName: string;
  createdAt: number;
  lapsesAt: number;
  answeredBy: string | null;
  answeredName: string | null;
  answeredAt: number | null;
  /** What the answering side wrote. */
  answer: string;
  metadata: Record<string, string>;
  /** Oldest first. `after` so many days by itself; null: the side that asked did it. */
  reminders: Reminder[];
  /** Of a change of fees: what its proposals to several partners have in common. It holds when all accept. */
  change: Uuid | null;
  /** Of a change of fees: the product's terms as they would be, in the words of plan.json. */
  productTerms: Record<string, unknown> | null;
}

export function toProposal(row: Selectable<ProposalRow>): Proposal {
  return {
    id: row.id as Uuid,
    kind: row.kind as ProposalKind,
    contract: row.contract as Uuid,
    basedOn: row.based_on,
    product: row.product as Uuid,
    party: row.party as Uuid,
    side: row.side as Side,
    email: row.email,
    language: row.language,
    terms: row.terms as ContractTerms | null,
    starts: row.starts?.getTime() ?? null,
    ends: row.ends?.getTime() ?? null,
    message: row.message,
    termsOfUse: row.terms_of_use,
    state: row.state as ProposalState,
    createdBy: row.created_by,
    createdName: row.created_name,
    createdAt: row.created_at.getTime(),
    lapsesAt: row.lapses_at.getTime(),
    answeredBy: row.answered_by,
    answeredName: row.answered_name,
    answeredAt: row.answered_at?.getTime() ?? null,
    answer: row.answer,
    metadata: row.metadata as Record<string, string>,
    reminders: row.reminders as unknown as Reminder[],
    change: row.change as Uuid | null,
    productTerms: row.product_terms as Record<string, unknown> | null,
  };
}

/** Its state as of `now`: what nobody answered in time has lapsed, also before a job says so. */
export function stateAt(proposal: Proposal, now: number): ProposalState {
  return proposal.state === "open" && proposal.lapsesAt <= now ? "lapsed" : proposal.state;
}

/** Throws 410 or 409 with what became of it, unless it can still be answered. */
export function mustBeOpen(proposal: Proposal, now: number): void {
  const state = stateAt(proposal, now);
  if (state === "open") return;
  if (state === "lapsed") {
    const message = "Nobody answered this proposal within 14 days, so it has lapsed. Ask for a new one.";
    throw new Refusal(410, "proposal_lapsed", message);
  }
  throw new Refusal(409, `proposal_${state}`, `This proposal was ${state} already; nothing was changed.`, {
    facts: { state, at: proposal.answeredAt },
  });
}

export function noSuchProposal(): Refusal {
  return new Refusal(404, "not_found", "There is no such proposal, or it is not yours to see.");
}
