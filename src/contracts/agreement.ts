// The frozen agreement of a contract version: who, what, when, in both languages, and the SHA-256 that both
// sides are shown. Written once, at the acceptance, and never rendered anew from later names or terms.
// Example: sha256 of the canonical JSON (RFC 8785) of { "agreement": 1, "contract": "contract_…", … }.
import { canonicalJson } from "../base/canonical.ts";
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { InWords, Language } from "./clause-in-words.ts";

export interface AgreementDocument {
  /** The version of this form. */
  agreement: 1;
  contract: string;
  version: number;
  proposal: string;
  kind: "invite" | "amend" | "end" | "fees";
  workspace: { id: string; name: string; timeZone: string };
  product: { id: string; name: string };
  producer: { id: string; name: string };
  partner: { id: string; name: string; email: string | null };
  /** As agreed, for programs. */
  terms: unknown;
  /** RFC 3339; null is open. */
  starts: string;
  ends: string | null;
  proposed: Signature;
  accepted: Signature;
  termsOfUse: { version: number; text: Record<Language, readonly string[]> };
  /** The terms for people. */
  inWords: Record<Language, readonly InWords[]>;
  /**
   * A sale at the product's real price, split by these terms beside those of the others; null without a
   * price.
   */
  example: AgreementExample | null;
}

export interface Signature {
  side: "producer" | "party";
  name: string;
  email: string | null;
  /** RFC 3339. */
  at: string;
}

export interface AgreementExample {
  offer: string;
  currency: string;
  /** Minor units, as all amounts here. */
  paid: number;
  cases: {
    kind: "direct" | "affiliate";
    /**
     * Role `rest`: the producer and whom he shares with besides, in one. Own: the partner's. Documents from
     * before say neither.
     */
    lines: { party: string; name: string; role: string; amount: number; own?: boolean }[];
  }[];
}

export interface Agreement {
  contract: Uuid;
  version: number;
  proposal: Uuid;
  /** 64 hexadecimal characters. */
  sha256: string;
  /** Canonical JSON: what the hash is of. */
  text: string;
  document: AgreementDocument;
  createdAt: Date;
}

export async function addAgreement(
  tx: Tx,
  ws: number,
  of: { contract: Uuid; version: number; proposal: Uuid; at: number },
  document: AgreementDocument,
): Promise<void> {
  const text = canonicalJson(document);
  await tx
    .insertInto("agreement")
    .values({
      ws,
      contract: of.contract,
      version: of.version,
      proposal: of.proposal,
      sha256: sha256(text),
      document: text,
      created_at: new Date(of.at),
    })
    .execute();
}

/** Null where a version was recorded without one. */
export async function readAgreement(
  tx: Tx,
  ws: number,
  contract: Uuid,
  version: number,
): Promise<Agreement | null> {
  const row = await tx
    .selectFrom("agreement")
    .selectAll()
    .where("ws", "=", ws)
    .where("contract", "=", contract)
    .where("version", "=", version)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    contract,
    version,
    proposal: row.proposal as Uuid,
    sha256: row.sha256.toString("hex"),
    text: row.document,
    document: JSON.parse(row.document) as AgreementDocument,
    createdAt: row.created_at,
  };
}

interface FileName {
  contract: Uuid;
  version: number;
  language: Language;
}

/** Keeps the first of two written at once. */
export async function addAgreementFile(
  tx: Tx,
  ws: number,
  name: FileName,
  file: { pdf: Buffer; sha256: Buffer },
): Promise<void> {
  await tx
    .insertInto("agreement_file")
    .values({ ws, ...name, ...file })
    .onConflict((conflict) => conflict.columns(["ws", "contract", "version", "language"]).doNothing())
    .execute();
}

export async function readAgreementFile(
  tx: Tx,
  ws: number,
  name: FileName,
): Promise<{ pdf: Buffer; sha256: string } | null> {
  const row = await tx
    .selectFrom("agreement_file")
    .select(["pdf", "sha256"])
    .where("ws", "=", ws)
    .where("contract", "=", name.contract)
    .where("version", "=", name.version)
    .where("language", "=", name.language)
    .executeTakeFirst();
  return row === undefined ? null : { pdf: row.pdf, sha256: row.sha256.toString("hex") };
}
