// Makes a manager's own recruiting link of a product, once: asked again it is the same one.
// Example: makeRecruitingLink(app, 7, piano, davi, "Davi Reis") → code DAVIREIS.

import { readProgramHead } from "../affiliates/read-program.ts";
import { addRecruitingLink, listRecruitingLinks } from "../affiliates/recruiting-links.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import type { App } from "./app.ts";
import { codeOf } from "./choose-code.ts";
import { mustBeManager } from "./managers-of.ts";
import { noProgram } from "./program-refusals.ts";

/** Answers the code. Throws 404 `no_program`, 403 `not_manager`. */
export async function makeRecruitingLink(app: App, ws: number, product: Uuid, party: Uuid): Promise<string> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if ((await readProgramHead(tx, ws, product)) === null) throw noProgram();
    await mustBeManager(tx, ws, product, party, at);
    const base = codeOf((await findParty(tx, ws, party))?.name ?? "");
    for (let no = 1; ; no++) {
      const known = (await listRecruitingLinks(tx, ws, party)).find((one) => one.product === product);
      if (known !== undefined) return known.code;
      const code = no === 1 ? base : `${base}${no}`;
      await addRecruitingLink(tx, ws, { product, party, code, at });
    }
  });
}
