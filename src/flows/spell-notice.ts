// Spells a notice for its mail: amounts, days and terms in the reader's language and the business's time
// zone. Of an amendment each term says what it is today beside what it would be. Reads only.
// Example: share 0.15 asked, 0.10 in force → ["Share", "15 % of what is left …\n(today: 10 % of what is left
// …)"].
import { parsePublicId } from "../base/id.ts";
import { amountInWords, percent } from "../contracts/clause-in-words.ts";
import type { Contract } from "../contracts/contract.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { dayInWords, termsInWords } from "../contracts/terms-in-words.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import type { Tx } from "../db/transaction.ts";
import type { Language } from "../notices/mail-language.ts";
import type { InCurrency, Notice } from "../notices/notice.ts";
import { type Row, type Said, whoOf } from "../notices/notice-said.ts";
import { readOffersOf } from "../products/read-products.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { showProposals } from "./show-proposals.ts";

export async function spellNotice(
  tx: Tx,
  ws: number,
  { kind, facts, party, leadsTo }: Notice,
  workspace: Workspace,
  language: Language,
  now: number,
): Promise<Said> {
  const reader = party === null ? "producer" : "party";
  const { timeZone } = workspace;
  const money = ({ amount, currency }: InCurrency) => amountInWords(amount, currency, language);
  const ends = facts.ends ?? facts.starts ?? null;
  const rateOf = (rate: string | undefined) => (rate === undefined ? "" : percent(rate, language));
  return {
    ...{ kind, facts, reader, workspace: workspace.name },
    by: facts.by ?? "",
    who: whoOf(facts, reader, workspace.name, language),
    product: facts.product ?? "",
    partner: facts.partner,
    ends: dayInWords(ends, { language, timeZone }) ?? "",
    lastDay: ends === null ? "" : spellDay(ends - 1, language, timeZone),
    hasEnded: ends === null || ends <= now,
    day: facts.day === undefined ? "" : spellDay(Date.parse(facts.day), language, "UTC"),
    rate: rateOf(facts.rate),
    rateBefore: rateOf(facts.rateBefore),
    until: dayInWords(facts.until ?? null, { language, timeZone }) ?? "",
    rateAfter: rateOf(facts.rateAfter),
    paid: facts.paid === undefined ? "" : money(facts.paid),
    given: (facts.given ?? []).map(money),
    counts: (facts.given ?? []).map((one) => one.sales ?? 1),
    terms: await termsOf(tx, ws, { leadsTo, facts }, workspace, language, now),
  };
}

function spellDay(at: number, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone,
  });
  return format.format(at);
}

/** What is asked, or what holds; none of an end, and none where nothing was written down. */
async function termsOf(
  tx: Tx,
  ws: number,
  { leadsTo, facts }: Pick<Notice, "leadsTo" | "facts">,
  workspace: Workspace,
  language: Language,
  now: number,
): Promise<Row[]> {
  const asked = parsePublicId("proposal", leadsTo ?? "");
  const proposal = asked === null ? null : await readProposal(tx, ws, asked);
  const id = proposal?.contract ?? parsePublicId("contract", leadsTo ?? "");
  const contract = id === null ? null : await readContract(tx, ws, id);
  const product = proposal?.product ?? contract?.product;
  if (product === undefined) return [];
  const currency = (await readOffersOf(tx, ws, [product])).get(product)?.[0]?.currency ?? workspace.currency;
  const about = { language, timeZone: workspace.timeZone, currency };
  if (proposal !== null) {
    const { shown } = await showProposals(tx, ws, [proposal]);
    const rows = shown[0]?.inWords[language] ?? [];
    return proposal.kind === "amend" && contract !== null ? beside(rows, contract, about, now) : rows;
  }
  const version = contract?.versions.find((one) => one.version === facts.version);
  if (version === undefined) return [];
  const { starts, ends, terms } = version;
  return termsInWords(terms, { ...about, starts, ends });
}

function beside(
  rows: readonly Row[],
  contract: Contract,
  about: { language: Language; timeZone: string; currency: string },
  now: number,
): Row[] {
  const today = versionInForce(contract.versions, now);
  if (today === null) return [...rows];
  const { starts, ends, terms } = today;
  const held = new Map(termsInWords(terms, { ...about, starts, ends }));
  const word = about.language === "en" ? "today" : "hoje";
  return rows.map(([label, text]) => {
    const before = held.get(label);
    return before === undefined || before === text ? [label, text] : [label, `${text}\n(${word}: ${before})`];
  });
}
