// A person's inbox on the network: what they were told, in every business, newest first; how many are unread;
// and what they want mailed. Nobody else's. Names and figures are those of the moment it was told.
// Example: { "kind": "amend_proposed", "as": "member", "leadsTo": "proposal_…", "facts": { "by": "Eva Costa",
// … } }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

export const noticeKind = z
  .enum([
    "invited",
    "amend_proposed",
    "end_proposed",
    "fees_proposed",
    "accepted",
    "recorded",
    "confirmed",
    "objected",
    "settled",
    "notice_given",
    "ended",
    "reminded",
    "declined",
    "withdrawn",
    "lapsed",
    "payout_run_waits",
    "payout_asked",
    "payout_left_out",
    "adjustment_waits",
    "payout_sent",
    "payout_arrived",
    "payout_back",
    "statement_issued",
    "adjustment_posted",
    "balance_negative",
    "opening_told",
    "opening_confirmed",
    "opening_objected",
    "opening_withdrawn",
    "data_shared",
    "data_ended",
    "ending_soon",
    "first_sale",
    "affiliate_applied",
    "affiliate_decided",
    "affiliate_rate",
    "affiliate_rules",
    "affiliate_terms",
    "affiliate_handed_over",
    "affiliate_message",
    "commission_held",
    "commission_decided",
    "question_asked",
    "question_answered",
    "question_decided",
    "question_replied",
    "sale",
    "sales",
    "sales_of_day",
  ])
  .meta({ id: "NoticeKind" });

const inCurrency = z.object({ currency: currencyOut, amount: amountOut, sales: z.int().optional() });

const facts = z.object({
  partner: z.string().meta({ description: "How the party is called." }),
  product: z.string().nullable(),
  by: z.string().nullable().optional().meta({ description: "Who acted, as called then." }),
  side: z.enum(["producer", "party"]).nullable().optional(),
  asks: z.enum(["invite", "amend", "end", "fees"]).optional(),
  isOwn: z.boolean().optional().meta({ description: "The reader did it." }),
  version: z.int().optional(),
  ends: instantOut.nullable().optional(),
  days: z.int().optional(),
  decision: z.string().optional(),
  rate: z.string().optional().meta({ description: "A commission, as a decimal string." }),
  rateBefore: z.string().optional(),
  until: instantOut.optional().meta({ description: "When a commission is over again." }),
  rateAfter: z.string().optional(),
  offer: z.string().optional(),
  starts: instantOut.optional(),
  manager: z.string().optional(),
  subject: z.string().optional(),
  paid: inCurrency.optional(),
  given: z.array(inCurrency).optional().meta({ description: "The party's part, by currency." }),
  sales: z.int().optional(),
  parties: z.int().optional().meta({ description: "How many a payout run left out." }),
  reasons: z
    .array(
      z.object({
        ...{ reason: z.string(), parties: z.int() },
        ...{ from: currencyOut.optional(), to: currencyOut.optional(), rail: z.string().optional() },
      }),
    )
    .optional(),
  replaces: z.int().optional().meta({ description: "The number of the run whose place another takes." }),
  period: z.string().optional().meta({ description: "Of which a guarantee or bonus was settled." }),
  day: z.iso.date().optional(),
});

export const notice = z
  .object({
    id: idOut("notice"),
    kind: noticeKind,
    workspace: z.object({ id: idOut("ws"), name: z.string(), timeZone: z.string() }),
    party: idOut("party")
      .nullable()
      .meta({ description: "Told as this party; null: as a member of the team." }),
    leadsTo: z
      .string()
      .nullable()
      .meta({ description: "What it is about: proposal_…, contract_…, sale_… ." }),
    path: z.string().meta({ description: "The page of it, below this installation's address." }),
    facts,
    at: instantOut,
    readAt: instantOut.nullable(),
  })
  .meta({ id: "Notice" });

export const unreadCount = z.object({ unread: z.int() }).meta({ id: "UnreadCount" });

export const noticesRead = z
  .strictObject({ notices: z.array(idIn("notice")).min(1).max(100) })
  .meta({ id: "NoticesRead" });

export const allRead = z
  .strictObject({
    upTo: instantIn.meta({ description: "When the list was read: what came later stays unread." }),
  })
  .meta({ id: "AllNoticesRead" });

export const noticeGroup = z
  .enum([
    "asked",
    "agreed",
    "ended",
    "reminders",
    "answers",
    "ending",
    "first_sale",
    "questions",
    "affiliates",
  ])
  .meta({ id: "NoticeGroup" });

export const saleNotices = z.enum(["each", "daily", "none"]).meta({ id: "SaleNotices" });

export const mailChoices = z
  .object({
    groups: z.array(
      z.object({
        name: noticeGroup,
        mailed: z.boolean(),
        needed: z.boolean().meta({ description: "Always mailed: it cannot be switched off." }),
      }),
    ),
    sales: z.array(
      z.object({
        party: idOut("party"),
        partyName: z.string(),
        workspace: z.object({ id: idOut("ws"), name: z.string() }),
        how: saleNotices,
      }),
    ),
  })
  .meta({ id: "MailChoices" });

/** Left out: as it is. */
export const mailChoicesChange = z
  .strictObject({
    reminders: z.boolean(),
    answers: z.boolean(),
    ending: z.boolean(),
    first_sale: z.boolean(),
    questions: z.boolean(),
    affiliates: z.boolean(),
  })
  .partial()
  .meta({ id: "MailChoicesChange" });

export const saleNoticesChange = z.strictObject({ how: saleNotices }).meta({ id: "SaleNoticesChange" });

const token = z.string().min(40).max(290);
export const switchOpen = z.strictObject({ token }).meta({ id: "MailSwitchOpen" });
export const switchFlip = z.strictObject({ token, on: z.boolean() }).meta({ id: "MailSwitchFlip" });

export const mailSwitch = z
  .object({
    about: z.union([noticeGroup, z.literal("sales")]),
    workspace: z.string().nullable().meta({ description: "Of sales: whose." }),
    on: z.boolean(),
  })
  .meta({ id: "MailSwitch" });

export type Notice = z.input<typeof notice>;
export type MailChoices = z.input<typeof mailChoices>;
export type MailSwitch = z.input<typeof mailSwitch>;
export type SaleNotices = z.input<typeof saleNotices>;
