// The history of a product and what stands around it, each change with its fields before and after. Terms and
// contracts are told by their versions, which never change; the rest by what its event kept.
// Example: version 2 of the terms → { "platformFee.rate": "0.099" → "0.08" }, by account_…, on 1 August.
import { parsePublicId, type Uuid } from "../base/id.ts";
import { contractsOf } from "../contracts/read-contracts.ts";
import type { Tx } from "../db/transaction.ts";
import { readTermsBodies } from "../products/product-terms.ts";
import { listHistory, readSubjects, type Subject } from "../reports/history.ts";
import { compareFields, type FieldChange } from "./changed-fields.ts";

/** Which changes to show: of the product itself, of its terms, of what stands around it. */
export type HistoryKind = "product" | "terms" | "offer" | "contract" | "affiliation";

export interface HistoryEntry {
  seq: number;
  type: string;
  actor: string;
  at: Date;
  subject: Subject;
  currency: string | null;
  /** From when on it holds, where that is not at once. */
  starts: string | null;
  changes: FieldChange[];
}

/** Null when there is no such product. */
export async function readProductHistory(
  tx: Tx,
  ws: number,
  product: Uuid,
  filter: { kind?: HistoryKind | undefined; before?: number | undefined; limit: number },
): Promise<HistoryEntry[] | null> {
  const all = await readSubjects(tx, ws, product);
  if (all.length === 0) return null;
  const subjects = new Map(
    all.flatMap((one) => (isOfKind(one, filter.kind) ? [[one.id, one] as const] : [])),
  );
  const found = await listHistory(tx, ws, {
    subjects: [...subjects.keys()],
    types: typesOf(filter.kind),
    before: filter.before,
    limit: filter.limit,
  });
  const versions = await readVersions(tx, ws, product);
  return found.map(({ seq, type, actor, recordedAt, subject, payload }) => {
    const told = payload as Told;
    const [before, after] = versions(type, subject, told) ?? [told.before ?? {}, told.after ?? {}];
    return {
      seq,
      type: told.mapped ? "product.mapped" : told.unmapped ? "product.unmapped" : type,
      actor,
      at: recordedAt,
      subject: subjects.get(subject) as Subject,
      currency: told.currency ?? null,
      starts: told.starts ?? told.ends ?? null,
      changes: compareFields(before, { ...after, ...(told.mapped ?? told.unmapped) }),
    };
  });
}

interface Told {
  version?: number;
  before?: object;
  after?: object;
  currency?: string;
  starts?: string;
  ends?: string;
  mapped?: object;
  unmapped?: object;
  terms?: object | null;
}

const MAKES_VERSION = new Set([
  "contract.recorded",
  "contract.accepted",
  "contract.amended",
  "contract.ended",
]);

function isOfKind(subject: Subject, kind: HistoryKind | undefined): boolean {
  if (kind === "contract" && subject.kind === "proposal") return true;
  return kind === undefined || subject.kind === (kind === "terms" ? "product" : kind);
}

function typesOf(kind: HistoryKind | undefined): string[] | undefined {
  if (kind === "terms") return ["product.terms_changed"];
  return kind === "product" ? ["product.created", "product.changed"] : undefined;
}

/** The version that an event made, and the one before it, where versions are kept. */
async function readVersions(tx: Tx, ws: number, product: Uuid) {
  const terms = await readTermsBodies(tx, ws, product);
  const contracts = new Map((await contractsOf(tx, ws, product)).map((one) => [one.id, one.versions]));
  return (type: string, subject: string, told: Told): [object, object] | null => {
    const { version = 1 } = told;
    if (type === "product.terms_changed") return [terms.get(version - 1) ?? {}, terms.get(version) ?? {}];
    if (type === "contract.proposed") return [{}, told.terms ?? {}];
    if (!MAKES_VERSION.has(type)) return null;
    const agreed = (contracts.get(parsePublicId("contract", subject) as Uuid) ?? []).map((one) => ({
      version: one.version,
      body: { ...one.terms, ends: one.ends === null ? null : new Date(one.ends).toISOString() },
      evidence: one.evidence,
    }));
    const made = agreed.find((one) => one.version === version);
    const old = agreed.find((one) => one.version === version - 1);
    return made ? [old?.body ?? {}, { ...made.body, evidence: made.evidence }] : null;
  };
}
