// An agreement's PDF: written at the first download and kept, so that both sides get the same bytes for ever,
// whatever later becomes of fonts and layout. Two at once keep one.
// Example: readAgreementFile(app, 7, contract, 1, "pt-BR") → { pdf, sha256: "2d71…" }.
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addAgreementFile, readAgreementFile as read, readAgreement } from "../contracts/agreement.ts";
import { writeAgreementPdf } from "../contracts/agreement-pdf.ts";
import type { Language } from "../contracts/clause-in-words.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";

export interface AgreementFile {
  pdf: Buffer;
  /** Of the file, 64 hexadecimal characters. */
  sha256: string;
}

/** Throws 404 where the version was recorded without an agreement. */
export async function readAgreementFile(
  app: App,
  ws: number,
  contract: Uuid,
  version: number,
  language: Language,
): Promise<AgreementFile> {
  const name = { contract, version, language };
  const kept = await inWorkspace(app.db, ws, (tx) => read(tx, ws, name));
  if (kept !== null) return kept;
  const agreement = await inWorkspace(app.db, ws, (tx) => readAgreement(tx, ws, contract, version));
  if (agreement === null) throw noAgreement();
  const pdf = await writeAgreementPdf(agreement, language);
  return await inWorkspace(app.db, ws, async (tx) => {
    await addAgreementFile(tx, ws, name, { pdf, sha256: sha256(pdf) });
    return (await read(tx, ws, name)) as AgreementFile;
  });
}

export function noAgreement(): Refusal {
  const message =
    "There is no agreement of this version: it was recorded with a note of where it can be found.";
  return new Refusal(404, "no_agreement", message);
}
