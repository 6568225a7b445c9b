// The PDF of an agreement on other fees: written at the first download and kept, so that both sides get the
// same bytes for ever. Two at once keep one.
// Example: readFeesFile(app, 7, proposal, "pt-BR") → { pdf, sha256: "2d71…" }.
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { writeAgreementPdf } from "../contracts/agreement-pdf.ts";
import type { Language } from "../contracts/clause-in-words.ts";
import { addFeesFile, readFeesFile as read, readFeesAgreement } from "../contracts/fees-agreement.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import type { AgreementFile } from "./read-agreement-file.ts";

/** Throws 404 while not everybody has accepted. */
export async function readFeesFile(
  app: App,
  ws: number,
  proposal: Uuid,
  language: Language,
): Promise<AgreementFile> {
  const name = { proposal, language };
  const kept = await inWorkspace(app.db, ws, (tx) => read(tx, ws, name));
  if (kept !== null) return kept;
  const agreement = await inWorkspace(app.db, ws, (tx) => readFeesAgreement(tx, ws, proposal));
  if (agreement === null) throw noFeesAgreement();
  const pdf = await writeAgreementPdf(agreement, language);
  return await inWorkspace(app.db, ws, async (tx) => {
    await addFeesFile(tx, ws, name, { pdf, sha256: sha256(pdf) });
    return (await read(tx, ws, name)) as AgreementFile;
  });
}

export function noFeesAgreement(): Refusal {
  const message =
    "There is no agreement on fees of this proposal: it is written when the last partner has accepted.";
  return new Refusal(404, "no_agreement", message);
}
