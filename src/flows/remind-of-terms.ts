// Reminds whoever promotes a product and has not accepted its terms of use in force, once a day at most. Who
// added or imported them never made them accept; their links go on either way. They are told in their inbox
// and by mail. Example: remindOfTerms(app, 7, piano, ana) → 3 of 4 are told to read and accept version 2.
import { readProgramTerms } from "../affiliates/read-program.ts";
import { listPromoting } from "../affiliates/read-promoting.ts";
import { lockProgram, markTermsReminded } from "../affiliates/write-program.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { noProgram } from "./program-refusals.ts";

const PAUSE_MS = 24 * 60 * 60 * 1000;

/**
 * Answers how many are told. Throws 404 `no_program`, 409 `no_terms`, `reminded_today`,
 * `terms_accepted_by_all`.
 */
export async function remindOfTerms(app: App, ws: number, product: Uuid, actor: string): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if (!(await lockProgram(tx, ws, product))) throw noProgram();
    const terms = await readProgramTerms(tx, ws, product);
    if (terms === null) throw noTerms();
    const waiting = await listPromoting(tx, ws, product, terms.version);
    if (waiting.length === 0) throw nobody();
    if (!(await markTermsReminded(tx, ws, product, at, PAUSE_MS))) throw remindedToday();
    const subject = publicId("product", product);
    const payload = { version: terms.version, count: waiting.length };
    await addEvent(tx, ws, { type: "program.terms_reminded", subject, actor, payload, at });
    return waiting.length;
  });
}

function noTerms(): Refusal {
  const message = "This programme has no terms of use: write them first.";
  return new Refusal(409, "no_terms", message);
}

function nobody(): Refusal {
  const message = "Everybody who promotes this product has accepted the terms in force.";
  return new Refusal(409, "terms_accepted_by_all", message);
}

function remindedToday(): Refusal {
  const message = "They were reminded less than a day ago. Remind them again tomorrow.";
  return new Refusal(409, "reminded_today", message);
}
