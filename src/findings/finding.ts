// A finding: a commission that looked like fraud when its sale came in, or that a person wants to look at,
// held by an entry, with the evidence of that moment or the person's reason. A person releases it or takes it
// back, with a reason; a decision is final. Nothing is deleted.
// Example: dora, sale s-812, 17.92 held: bought 4 seconds after the click → released, "Her own shop floor".
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Finding as FindingRow } from "../db/tables.ts";
import type { FindingRule, FraudRule } from "./fraud-settings.ts";
import type { Evidence } from "./judge-signals.ts";

export type FindingState = "held" | "released" | "taken_back";

export interface Finding {
  id: Uuid;
  sale: Uuid;
  party: Uuid;
  product: Uuid;
  rules: FindingRule[];
  evidence: Evidence[];
  state: FindingState;
  currency: string;
  /** Minor units that were put into the reserve. */
  amount: number;
  /** Of it, what was released; null while it was not. */
  released: number | null;
  /** Of it, what was taken back; null while it was not. */
  taken: number | null;
  /** The entry that holds. */
  seq: number;
  decidedSeq: number | null;
  foundAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
}

export function toFinding(row: Selectable<FindingRow>): Finding {
  return {
    id: row.id as Uuid,
    sale: row.sale as Uuid,
    party: row.party as Uuid,
    product: row.product as Uuid,
    rules: row.rules as FindingRule[],
    evidence: row.evidence as unknown as Evidence[],
    state: row.state as FindingState,
    currency: row.currency,
    amount: row.amount,
    released: row.released,
    taken: row.taken,
    seq: row.seq,
    decidedSeq: row.decided_seq,
    foundAt: row.found_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_name,
    reason: row.reason,
  };
}

export function noSuchFinding(): Refusal {
  return new Refusal(404, "not_found", "There is no such finding in this workspace.");
}

/** Grows with its evidence: what a person decides is based on one of them. */
export const versionOf = ({ evidence }: Pick<Finding, "evidence">): number => evidence.length;

/** Throws 409 `evidence_added`, with what was found since the decision's version. */
export function refuseUnseen(finding: Finding, basedOn: number): void {
  const version = versionOf(finding);
  if (basedOn === version) return;
  const message =
    basedOn < version
      ? "More was found about this commission since you looked. Look at the new evidence, then decide."
      : `basedOn is above ${version}: so much was not found.`;
  throw new Refusal(409, "evidence_added", message, {
    details: [{ path: "basedOn", code: "evidence_added", message: `is ${version} by now` }],
    facts: { version, evidence: finding.evidence.slice(basedOn) },
  });
}

/** Throws 409 `finding_decided`. */
export function mustBeHeld({ state }: Finding): void {
  if (state === "held") return;
  const message = `This commission was ${state === "released" ? "released" : "taken back"} already. A decision stays.`;
  throw new Refusal(409, "finding_decided", message);
}

/** As evidence: a person holds it, and the affiliate reads why. */
export function heldByHand(by: string, reason: string): Evidence {
  return { rule: "byHand", facts: { by, reason } };
}

/** What the affiliate reads of it; null of what a rule found. */
export function reasonOfHold(evidence: readonly Evidence[]): string | null {
  const reason = evidence.find((one) => one.rule === "byHand")?.facts.reason;
  return typeof reason === "string" ? reason : null;
}

/** In general terms: what is looked at, and never how it was found. */
export type About = "purchase" | "clicks" | "refunds" | "coupon";

const ABOUT: Record<FraudRule, About> = {
  ownPurchase: "purchase",
  throwawayMail: "purchase",
  deviceBurst: "purchase",
  clickFlood: "clicks",
  tooFast: "clicks",
  refundRate: "refunds",
  couponLeak: "coupon",
};

/** Each once. Of a rule that is known no more nothing is said. */
export function aboutOf(rules: readonly string[]): About[] {
  return [...new Set(rules.flatMap((rule) => ABOUT[rule as FraudRule] ?? []))];
}
