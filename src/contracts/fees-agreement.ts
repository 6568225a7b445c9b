// The frozen agreement on other fees: one a partner that was asked, written when the last has accepted, read
// and downloaded like that of a contract's version. Never rendered anew from later names or fees.
// Example: readFeesAgreement(tx, 7, proposal) → { sha256: "2d71…", document: { kind: "fees", … } }.
import { canonicalJson } from "../base/canonical.ts";
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Agreement, AgreementDocument } from "./agreement.ts";
import type { Language } from "./clause-in-words.ts";

export async function addFeesAgreement(
  tx: Tx,
  ws: number,
  of: { proposal: Uuid; contract: Uuid; at: number },
  document: AgreementDocument,
): Promise<void> {
  const text = canonicalJson(document);
  const { proposal, contract } = of;
  await tx
    .insertInto("fees_agreement")
    .values({ ws, proposal, contract, sha256: sha256(text), document: text, created_at: new Date(of.at) })
    .execute();
}

/** Null while somebody has not accepted yet, and of other proposals. */
export async function readFeesAgreement(tx: Tx, ws: number, proposal: Uuid): Promise<Agreement | null> {
  const row = await tx
    .selectFrom("fees_agreement")
    .selectAll()
    .where("ws", "=", ws)
    .where("proposal", "=", proposal)
    .executeTakeFirst();
  if (row === undefined) return null;
  const document = JSON.parse(row.document) as AgreementDocument;
  return {
    ...{ contract: row.contract as Uuid, version: document.version, proposal, document },
    ...{ sha256: row.sha256.toString("hex"), text: row.document, createdAt: row.created_at },
  };
}

/** By proposal: the hashes of those that are frozen. */
export async function readFeesHashes(
  tx: Tx,
  ws: number,
  proposals: readonly Uuid[],
): Promise<Map<Uuid, string>> {
  if (proposals.length === 0) return new Map();
  const rows = await tx
    .selectFrom("fees_agreement")
    .select(["proposal", "sha256"])
    .where("ws", "=", ws)
    .where("proposal", "in", [...proposals])
    .execute();
  return new Map(rows.map((row) => [row.proposal as Uuid, row.sha256.toString("hex")]));
}

interface FileName {
  proposal: Uuid;
  language: Language;
}

/** Keeps the first of two written at once. */
export async function addFeesFile(
  tx: Tx,
  ws: number,
  name: FileName,
  file: { pdf: Buffer; sha256: Buffer },
): Promise<void> {
  await tx
    .insertInto("fees_agreement_file")
    .values({ ws, ...name, ...file })
    .onConflict((conflict) => conflict.columns(["ws", "proposal", "language"]).doNothing())
    .execute();
}

export async function readFeesFile(
  tx: Tx,
  ws: number,
  name: FileName,
): Promise<{ pdf: Buffer; sha256: string } | null> {
  const row = await tx
    .selectFrom("fees_agreement_file")
    .select(["pdf", "sha256"])
    .where("ws", "=", ws)
    .where("proposal", "=", name.proposal)
    .where("language", "=", name.language)
    .executeTakeFirst();
  return row === undefined ? null : { pdf: row.pdf, sha256: row.sha256.toString("hex") };
}
