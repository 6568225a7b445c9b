// The entry of one amount that two sides, or two persons, agreed on: an opening balance that a party
// confirmed, an adjustment that a second person approved. Answer, entry and events are one commit, so that it
// is posted once however often it is agreed to. It decides nothing: the answer's own statement fails the
// flight.
// Example: bruno, 412.50 from the bank → bank −41250, payable(bruno) 41250, available on the day of agreeing.
import { dayIn } from "../base/calendar.ts";
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

type Entry = Parameters<JournalPage["add"]>[0];

interface Agreed {
  id: Uuid;
  prefix: "opening" | "adjustment";
  kind: string;
  actor: string;
  party: Uuid;
  currency: string;
  amount: number;
  bodyHash: Entry["bodyHash"];
  /** The other side of the party's account. */
  from: { kind: Parameters<JournalPage["book"]["number"]>[0]; of: string };
  /** Of its event, beside party, currency, amount and entry. */
  event: { type: string; more: Record<string, unknown> };
  /** First day on which it may be paid out, days since 1970; left out, or past: the day of agreeing. */
  firstDay?: number | undefined;
  /** Writes the answer, and fails the flight where it is answered already. */
  answer: (seq: number, at: number) => Statement;
}

export function planAgreed(
  { epoch, ws, timeZone }: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  agreed: Agreed,
): Plan<Posted> {
  const { id, prefix, kind, actor, party, currency, amount, bodyHash, from, event } = agreed;
  const at = ids.now();
  const day = Math.max(dayIn(timeZone, at), agreed.firstDay ?? 0);
  const subject = publicId(prefix, id);
  const seq = page.add({
    ...{ kind, source: "partage", key: subject, subject: id, bodyHash, currency, plan: null, happenedAt: at },
    postings: [
      { account: page.book.number(from.kind, from.of, currency), amount: -amount, day },
      { account: page.book.number("payable", party, currency), amount, day },
    ],
  } as Entry);
  const payload = { party: publicId("party", party), ...event.more, currency, amount, seq };
  const posted = { type: "ledger.posted", subject: "ledger", actor, at };
  const statements = [
    agreed.answer(seq, at),
    eventStatement(ws, { type: event.type, subject, actor, payload, at }),
    eventStatement(ws, { ...posted, payload: { fromSeq: seq, toSeq: seq } }),
  ];
  return { epoch, results: [{ id, seq, created: true, split: null }], statements };
}

/** A refusal met while planning is that act's result; anything else is thrown on. */
export function declined({ epoch }: WorkspaceTerms, why: unknown): Plan<Posted> {
  if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
  throw why;
}
