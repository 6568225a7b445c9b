// Puts right who is credited with a sale, between two persons of the producer's side: one proposes what the
// engine worked out, another approves, and only then its adjustments are posted, all in one flight, and later
// charges of the subscription go to whom it names. The sale and its journey stay as they are.
// Example: dora's sale goes to carla: adjustments +31.36 carla, −17.92 dora, −1.35 bruno, approved together.
import { CompiledQuery } from "kysely";
import { peopleBehind } from "../access/api-keys.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { addAdjustment, answerAdjustment, listAdjustments } from "../parties/adjustment.ts";
import { noSuchQuestion } from "../questions/question.ts";
import { readQuestion } from "../questions/read-questions.ts";
import {
  addCorrection,
  answerCorrection,
  type CorrectionAnswer,
  type CorrectionLine,
  type CreditCorrection,
  type CreditedShare,
  lockCorrection,
  mustWait,
  noSuchCorrection,
  readCorrection,
} from "../sales/credit-correction.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { PartyBook } from "./party-book.ts";
import { mustBeSecond, outdated } from "./plan-correction.ts";
import type { Person } from "./propose-change.ts";
import { type WorkedOut, workOutCorrection } from "./work-out-correction.ts";

/** Its most adjustments: one a party and currency. */
const MOST_LEGS = 1000;

export interface WantedCorrection {
  sale: Uuid;
  credited: CreditedShare[];
  reason: string;
  question?: Uuid | undefined;
  /** By the program, for what was taken back of one sale since that correction. */
  follows?: { correction: Uuid; sale: Uuid };
}

type By = Pick<Person, "actor" | "name">;

/** What proposing it would propose; throws what that would. */
export async function previewCorrection(
  app: App,
  ws: number,
  wanted: Pick<WantedCorrection, "sale" | "credited">,
): Promise<WorkedOut> {
  return await inWorkspace(app.db, ws, (tx) => workOut(tx, ws, wanted));
}

/** Answers its id. Throws 409 `credited_already` where nothing would change by it. */
export async function proposeCorrection(
  app: App,
  ws: number,
  wanted: WantedCorrection,
  by: By,
): Promise<Uuid> {
  const { credited, question = null, reason, follows } = wanted;
  return await inWorkspace(app.db, ws, async (tx) => {
    const asked = question === null ? null : await readQuestion(tx, ws, question);
    if (question !== null && asked?.subject !== wanted.sale) throw noSuchQuestion();
    const { sale, was, sales, lines, seenSeq, firstDay } = await workOut(tx, ws, {
      ...{ sale: wanted.sale, credited, only: follows?.sale },
    });
    const { facts } = sale;
    if (lines.length === 0 && (follows !== undefined || isSame(was, credited))) throw creditedAlready();
    const id = newUuid(app.ids);
    const at = app.ids.now();
    // What it follows was looked at by two people already.
    const fourEyes = follows === undefined && (await needsFourEyes(tx, ws));
    const behind = await peopleBehind(tx, ws, by.actor);
    const who = { fourEyes, by: by.actor, byName: by.name, behind, at };
    const concerned = [...credited, ...was, ...lines, ...(asked === null ? [] : [asked])];
    await addCorrection(tx, ws, {
      ...{ ...who, id, sale: sale.id, product: facts.product, question, credited, lines, sales, reason },
      ...{ source: facts.source, seenSeq, follows: follows?.correction ?? null },
      // Who earns on later charges is said by what it follows.
      subscription: (follows === undefined ? facts.side?.subscription?.ref : null) ?? null,
      parties: [...new Set(concerned.map((one) => one.party))],
    });
    for (const leg of legsOf(lines)) {
      const adjustment = newUuid(app.ids);
      const rest = { id: adjustment, kind: "adjustment" as const, reason, correction: id, question };
      await addAdjustment(tx, ws, { ...who, ...leg, ...rest, availableOn: dayText(firstDay) });
      const payload = { ...spelled(leg), kind: rest.kind, correction: publicId("correction", id) };
      const subject = publicId("adjustment", adjustment);
      await addEvent(tx, ws, { type: "adjustment.proposed", subject, actor: by.actor, payload, at });
    }
    await tell(tx, ws, { id, sale: sale.id, question }, "proposed", { actor: by.actor, at });
    return id;
  });
}

/** Posts its adjustments in the flight that writes the approval. */
export async function agreeToCorrection(app: App, ws: number, id: Uuid, by: By): Promise<void> {
  const first = await inWorkspace(app.db, ws, async (tx) => {
    const found = await readCorrection(tx, ws, id);
    if (found === null) throw noSuchCorrection();
    mustWait(found);
    return (await listAdjustments(tx, ws, { correction: id, limit: 1 }))[0] ?? null;
  });
  if (first !== null) {
    const facts = { adjustment: first.id, name: by.name };
    await app.posting.post(ws, { is: "adjustment", actor: by.actor, facts });
    return;
  }
  // Nothing of the sale is left to move: only who earns from now on.
  await inWorkspace(app.db, ws, async (tx) => {
    const found = (await lockCorrection(tx, ws, id)) as CreditCorrection;
    mustWait(found);
    mustBeSecond({ ...found, fourEyes: found.fourEyes || (await needsFourEyes(tx, ws)) }, by.actor);
    const { lines } = await workOut(tx, ws, found);
    if (lines.length > 0) throw outdated();
    const at = app.ids.now();
    await answer(tx, ws, found, "posted", { by: by.actor, name: by.name, at, answer: "" });
  });
}

/** Whoever proposed it takes it back; anybody else declines it. All its adjustments with it. */
export async function endCorrection(app: App, ws: number, id: Uuid, by: By, words: string) {
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await lockCorrection(tx, ws, id);
    if (found === null) throw noSuchCorrection();
    mustWait(found);
    const said = { by: by.actor, name: by.name, at: app.ids.now(), answer: words };
    const state: "withdrawn" | "declined" = found.createdBehind.includes(by.actor) ? "withdrawn" : "declined";
    for (const one of await listAdjustments(tx, ws, { correction: id, limit: MOST_LEGS })) {
      await answerAdjustment(tx, ws, one.id, state, said);
      const subject = publicId("adjustment", one.id);
      const payload = { ...spelled(one), kind: one.kind, correction: publicId("correction", id) };
      await addEvent(tx, ws, { type: `adjustment.${state}`, subject, actor: by.actor, payload, at: said.at });
    }
    await answer(tx, ws, found, state, said);
    return state;
  });
}

async function answer(
  tx: Tx,
  ws: number,
  found: CreditCorrection,
  state: "posted" | "declined" | "withdrawn",
  said: CorrectionAnswer,
): Promise<void> {
  const { text, values } = answerCorrection(ws, found.id, state, said);
  await tx.executeQuery(CompiledQuery.raw(text, values as unknown[]));
  await tell(tx, ws, found, state, { actor: said.by, at: said.at });
}

type Asked = Pick<WantedCorrection, "sale" | "credited"> & { only?: Uuid | undefined };

async function workOut(tx: Tx, ws: number, wanted: Asked) {
  const { taxParty } = await readPostingSettings(tx, ws);
  return await workOutCorrection(tx, ws, new PartyBook(taxParty), wanted);
}

function tell(
  tx: Tx,
  ws: number,
  { id, sale, question }: Pick<CreditCorrection, "id" | "sale" | "question">,
  what: string,
  { actor, at }: { actor: string; at: number },
) {
  const asked = question === null ? {} : { question: publicId("question", question) };
  const payload = { sale: publicId("sale", sale), ...asked };
  const subject = publicId("correction", id);
  return addEvent(tx, ws, { type: `correction.${what}`, subject, actor, payload, at });
}

/** What each party gets or gives, over all sales of it. */
export function legsOf(lines: readonly CorrectionLine[]): Omit<CorrectionLine, "sale">[] {
  const legs = new Map<string, Omit<CorrectionLine, "sale">>();
  for (const { party, currency, amount } of lines) {
    const key = `${party} ${currency}`;
    legs.set(key, { party, currency, amount: (legs.get(key)?.amount ?? 0) + amount });
  }
  return [...legs.values()].filter((one) => one.amount !== 0);
}

function isSame(a: readonly CreditedShare[], b: readonly CreditedShare[]): boolean {
  return (
    a.length === b.length &&
    a.every((one) => b.some((two) => one.party === two.party && one.weight === two.weight))
  );
}

function spelled({ party, currency, amount }: Omit<CorrectionLine, "sale">) {
  return { party: publicId("party", party), currency, amount };
}

function creditedAlready(): Refusal {
  const message = "The sale is credited like that already: nothing would change.";
  return new Refusal(409, "credited_already", message);
}
