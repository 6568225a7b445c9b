// Changes a programme. Who may join and how the page speaks changes at once; rules that could give affiliates
// less begin after three days' notice, others at once. New terms of use are a new version, that affiliates
// are asked to accept. Sales before a rule's start keep the older ones.
// Example: changeProgram(app, 7, piano, { credit: { … windowDays: 30 } }, actor) → the window holds in three
// days.
import type { CreditRules, Program } from "../affiliates/program.ts";
import { readProgram, readProgramTerms, readRulesVersions, rulesAt } from "../affiliates/read-program.ts";
import { rulesStart, worseRules } from "../affiliates/worse-rules.ts";
import {
  addProgramTerms,
  addRules,
  changeProgramHead,
  lockProgram,
  type ProgramChange,
} from "../affiliates/write-program.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { noProgram } from "./program-refusals.ts";
import { refuseStale } from "./refuse-stale.ts";
import { toldHead, toldRules } from "./told-program.ts";

export interface ProgramWish extends ProgramChange {
  credit?: CreditRules | undefined;
  basedOn?: number | undefined;
}

/** Throws 404, 409 `changed_meanwhile`, `slug_taken`. */
export async function changeProgram(
  app: App,
  ws: number,
  product: Uuid,
  { credit, basedOn, ...head }: ProgramWish,
  actor: string,
): Promise<Program> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const before = (await lockProgram(tx, ws, product)) ? await readProgram(tx, ws, product) : null;
    if (before === null) throw noProgram();
    const subject = publicId("product", product);
    await refuseStale(tx, ws, { subject, type: "program.changed", basedOn, version: before.version });
    const wanted = { ...toldHead(head), ...(credit === undefined ? {} : toldRules(credit)) };
    const fields = changedFields({ ...toldHead(before), ...toldRules(before) }, wanted);
    if (fields === null) return before;
    await changeProgramHead(tx, ws, before, head, at);
    const rules = credit === undefined ? null : await changeRules(tx, ws, product, credit, { actor, at });
    const payload = { version: before.version + 1, ...fields, ...rules };
    await addEvent(tx, ws, { type: "program.changed", subject, actor, payload, at });
    return (await readProgram(tx, ws, product)) as Program;
  });
}

/** Held against the rules in force: those that wait are replaced. */
async function changeRules(
  tx: Tx,
  ws: number,
  product: Uuid,
  credit: CreditRules,
  { actor, at }: { actor: string; at: number },
) {
  const versions = await readRulesVersions(tx, ws, product);
  const newest = versions.at(-1);
  const held = rulesAt(versions, at) ?? newest;
  if (newest === undefined || held === undefined) return null;
  if (changedFields(toldRules(newest), toldRules(credit)) === null) return null;
  const starts = rulesStart(held, credit, at);
  await addRules(tx, ws, product, { ...credit, starts, actor, at });
  return { starts: new Date(starts).toISOString(), worse: worseRules(held, credit) };
}

/** Answers the number of the version; the same text again is the same version. */
export async function changeProgramTerms(
  app: App,
  ws: number,
  product: Uuid,
  text: string,
  actor: string,
): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if (!(await lockProgram(tx, ws, product))) throw noProgram();
    const newest = await readProgramTerms(tx, ws, product);
    if (newest?.text === text) return newest.version;
    const version = await addProgramTerms(tx, ws, product, { text, actor, at });
    const subject = publicId("product", product);
    await addEvent(tx, ws, { type: "program.terms_changed", subject, actor, payload: { version }, at });
    return version;
  });
}
