// What one may look for in the audit trail: a few kinds, each with the first words of the events that belong
// to it. Every event belongs to one: a test holds it against what can happen.
// Example: "payout" finds payout.begun and payout_run.approved alike.

export const AUDIT_KINDS = {
  workspace: ["workspace", "fraud_settings", "tax_threshold", "data"],
  member: ["member"],
  api_key: ["api_key"],
  endpoint: ["endpoint"],
  product: ["product", "material", "destination"],
  offer: ["offer"],
  party: ["party"],
  contract: ["contract", "template"],
  affiliation: ["affiliation", "affiliate", "program", "commission", "link", "coupon", "lead"],
  sale: ["sale", "refund", "dispute", "fee", "buyer"],
  payout: [
    "payout",
    "payout_run",
    "payout_method",
    "payout_settings",
    "payout_policy",
    "paying_account",
    "bank_answer",
  ],
  source_settlement: ["source_settlement"],
  statement: ["statement"],
  adjustment: ["adjustment", "correction", "balance", "opening"],
  question: ["question"],
  finding: ["finding"],
  import: ["import", "history"],
  source: ["source"],
  delivery: ["delivery"],
  support: ["support"],
  ledger: ["ledger"],
} as const satisfies Record<string, readonly string[]>;

export type AuditKind = keyof typeof AUDIT_KINDS;

export const AUDIT_KIND_NAMES = Object.keys(AUDIT_KINDS) as AuditKind[];

/** As the server is asked; what is no kind of ours is a type, and goes as it is. */
export function typesOf(kind: string | undefined): string | undefined {
  return kind !== undefined && kind in AUDIT_KINDS ? AUDIT_KINDS[kind as AuditKind].join(",") : kind;
}
