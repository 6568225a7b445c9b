// What the demo's people say to each other: who speaks for which party, a question that waits and one that
// was answered, an invitation that is open. What is there already is left as it is.
// Example: talkInDemo(app, 7, ana, accountOf) → Bruno asks about his newest sale; Sofia is invited to 8 %.
import { accountActor } from "../access/caller.ts";
import { linkAccount } from "../access/party-accounts.ts";
import type { Uuid } from "../base/id.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import { TERMS_OF_USE } from "../contracts/terms-of-use.ts";
import { inParty, inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { countQuestions } from "../questions/read-questions.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import { addToQuestion } from "./answer-question.ts";
import type { App } from "./app.ts";
import { askQuestion } from "./ask-question.ts";
import { unlessRefused } from "./demo-again.ts";
import { SPEAKERS } from "./demo-studio.ts";
import { invitePartners } from "./invite-partner.ts";
import type { Person } from "./propose-change.ts";
import { listOwnSales } from "./show-own-sales.ts";

const TERMS: ContractTerms = {
  share: "0.08",
  base: "after_affiliate",
  scope: "all",
  mayBeAffiliate: true,
  clauses: [],
  invoices: "producer",
  responsibilities: { support: "party" },
  renewals: "at_charge",
  tail: "none",
};

const ASKED: Record<string, { text: string; answer?: string }> = {
  bruno: { text: "Which of the fees left before my share? I expected a little more on this one." },
  carla: {
    text: "When can this one be paid to me?",
    answer: "When the days of its guarantee have passed and nothing was taken back. The sale names the day.",
  },
};

/** Finds or makes the account of a person. */
export type AccountOf = (email: string, name: string) => Promise<Uuid>;

export async function talkInDemo(
  app: App,
  ws: number,
  by: Person,
  accountOf: AccountOf | undefined,
): Promise<void> {
  for (const { party: ref, name, email } of SPEAKERS) {
    const party = await inWorkspace(app.db, ws, (tx) => findParty(tx, ws, { ref }));
    if (accountOf === undefined || party === null) continue;
    const account = await accountOf(email, name);
    const { id: workspace } = await inWorkspace(app.db, ws, (tx) => readWorkspace(tx, ws));
    const link = { account, workspace, ws, party: party.id, mayAccept: true, email, at: app.ids.now() };
    await inWorkspace(app.db, null, (tx) => linkAccount(tx, link));
    await ask(
      app,
      ws,
      { actor: accountActor(account), name, email, side: "party", party: party.id },
      ref,
      by,
    );
  }
  await unlessRefused(() => invite(app, ws, by));
}

type Speaker = Person & { side: "party"; party: Uuid };

async function ask(app: App, ws: number, who: Speaker, ref: string, by: Person): Promise<void> {
  const said = ASKED[ref];
  if (said === undefined) return;
  const { party } = who;
  const known = await inWorkspace(app.db, ws, (tx) => countQuestions(tx, ws, { party }));
  if (Object.values(known).some((count) => count > 0)) return;
  const [, sale] = await inParty(app.db, { ws, party }, (tx) => listOwnSales(tx, ws, party, { limit: 2 }));
  if (sale === undefined) return;
  const id = await askQuestion(app, ws, { about: { sale: sale.id }, text: said.text }, who);
  if (said.answer === undefined) return;
  await addToQuestion(app, ws, id, { kind: "answered", text: said.answer }, { ...by, side: "producer" });
}

async function invite(app: App, ws: number, by: Person): Promise<void> {
  const who = { email: "sofia@demo.example", name: "Sofia Reyes" };
  const message = "Your kitchen videos sell this course better than we do. Shall we share it?";
  const about = { product: { externalId: "kitchen" }, message, language: "en" };
  const terms = { terms: TERMS, starts: null, ends: null, termsOfUse: TERMS_OF_USE.at(-1)?.version ?? 1 };
  await invitePartners(app, ws, [{ ...about, ...who, ...terms }], by);
}
