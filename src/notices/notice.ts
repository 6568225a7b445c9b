// What a person is told: one kind of thing that happened, as the member or the party they are told it as.
// Kinds stand in groups; a group is mailed unless the person switched it off, and those that the law or the
// contract needs cannot be. Holds the names and figures of that moment, and nothing of a buyer.
// Example: bruno is told "amend_proposed" as party_…: by Ana, on "Piano in 30 days", leading to proposal_….
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Notice as NoticeRow } from "../db/tables.ts";

/** Whether its mail can be switched off. */
export const GROUPS = {
  asked: { isNeeded: true },
  agreed: { isNeeded: true },
  ended: { isNeeded: true },
  reminders: { isNeeded: false },
  answers: { isNeeded: false },
  ending: { isNeeded: false },
  first_sale: { isNeeded: false },
  questions: { isNeeded: false },
  affiliates: { isNeeded: false },
} as const;

export type Group = keyof typeof GROUPS;

export const OPTIONAL_GROUPS = (Object.keys(GROUPS) as Group[]).filter((name) => !GROUPS[name].isNeeded);

/** "sales": how often is chosen for each party, not here. */
const GROUP_OF = {
  invited: "asked",
  amend_proposed: "asked",
  end_proposed: "asked",
  fees_proposed: "asked",
  accepted: "agreed",
  recorded: "agreed",
  confirmed: "answers",
  objected: "agreed",
  settled: "agreed",
  notice_given: "ended",
  ended: "ended",
  reminded: "reminders",
  declined: "answers",
  withdrawn: "answers",
  lapsed: "answers",
  opening_told: "asked",
  opening_confirmed: "answers",
  opening_objected: "agreed",
  opening_withdrawn: "answers",
  payout_run_waits: "reminders",
  payout_asked: "reminders",
  payout_left_out: "reminders",
  adjustment_waits: "reminders",
  payout_sent: "answers",
  payout_arrived: "answers",
  payout_back: "agreed",
  statement_issued: "agreed",
  adjustment_posted: "agreed",
  balance_negative: "answers",
  data_shared: "agreed",
  data_ended: "agreed",
  ending_soon: "ending",
  first_sale: "first_sale",
  affiliate_applied: "affiliates",
  affiliate_decided: "agreed",
  affiliate_rate: "agreed",
  affiliate_rules: "agreed",
  affiliate_terms: "agreed",
  affiliate_handed_over: "agreed",
  affiliate_message: "affiliates",
  commission_held: "agreed",
  commission_decided: "agreed",
  question_asked: "questions",
  question_answered: "questions",
  question_decided: "questions",
  question_replied: "questions",
  sale: "sales",
  sales: "sales",
  sales_of_day: "sales",
} as const satisfies Record<string, Group | "sales">;

export type NoticeKind = keyof typeof GROUP_OF;
export const NOTICE_KINDS = Object.keys(GROUP_OF) as NoticeKind[];

export function groupOf(kind: NoticeKind): Group | "sales" {
  return GROUP_OF[kind];
}

export type Side = "producer" | "party";

export interface InCurrency {
  currency: string;
  amount: number;
  sales?: number;
}

/** A reason for which parties are left out, and what it is about: currencies, a rail. */
export interface LeftOutSaid {
  reason: string;
  parties: number;
  from?: string;
  to?: string;
  rail?: string;
}

export interface NoticeFacts {
  /** The party on the other side from the producer, as it is called. */
  partner: string;
  /** Null of sales of several products. */
  product: string | null;
  /** Who acted, as called then, and for which side; null where time did. */
  by?: string | null;
  side?: Side | null;
  /** What a proposal asks. */
  asks?: "invite" | "amend" | "end" | "fees";
  /** May the reader answer it? */
  mayAnswer?: boolean;
  /** Did the reader do it? */
  isOwn?: boolean;
  /** What somebody wrote with it. */
  message?: string;
  contract?: string;
  version?: number;
  /** Epoch milliseconds: the instant a contract ends. */
  ends?: number | null;
  days?: number;
  decision?: string;
  /** Decimal strings: a commission before and after. */
  rate?: string;
  rateBefore?: string;
  offer?: string;
  /** Epoch milliseconds: from when it holds. */
  starts?: number;
  /** When it is over again, and what holds then. */
  until?: number;
  rateAfter?: string;
  manager?: string;
  subject?: string;
  /** What a held commission is looked at for, in general terms. */
  about?: readonly ("purchase" | "clicks" | "refunds" | "coupon")[];
  sale?: string;
  paid?: InCurrency;
  /** The party's part, by currency. */
  given?: InCurrency[];
  sales?: number;
  /** "2026-11": of which a guarantee or bonus was settled. */
  period?: string;
  /** Whose opening balance: "party_…". */
  of?: string;
  /** "2026-11-20", a day of the workspace. */
  day?: string;
  /** How many parties a run left out, and why. */
  parties?: number;
  reasons?: readonly LeftOutSaid[];
  /** The number of the run whose place another takes. */
  replaces?: number;
  /** Of the sales of that day: those that had happened earlier. */
  earlier?: number;
}

export interface Notice {
  id: Uuid;
  account: Uuid;
  party: Uuid | null;
  kind: NoticeKind;
  leadsTo: string | null;
  facts: NoticeFacts;
  createdAt: Date;
  readAt: Date | null;
  mail: "none" | "waiting" | "sent" | "given_up";
}

export function toNotice(row: Selectable<NoticeRow>): Notice {
  return {
    id: row.id as Uuid,
    account: row.account as Uuid,
    party: row.party as Uuid | null,
    kind: row.kind as NoticeKind,
    leadsTo: row.leads_to,
    facts: row.facts as NoticeFacts,
    createdAt: row.created_at,
    readAt: row.read_at,
    mail: row.mail as Notice["mail"],
  };
}
