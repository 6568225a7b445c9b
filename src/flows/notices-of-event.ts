// What an event is to people: whom it is told, as what, leading where. An event that nobody waits for is
// nothing.
// Example: contract.declined of a proposal that ana made → "declined", to the producer's side, by bruno.
import { sumMinor } from "../base/amount.ts";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { readEndNotices } from "../contracts/end-notice.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import type { Tx } from "../db/transaction.ts";
import type { NoticeFacts, NoticeKind, Side } from "../notices/notice.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { NameOf, Told } from "./deliver-notices.ts";
import { noticesOfAffiliates } from "./notices-of-affiliates.ts";
import { ofAdjustment, ofBalance, ofStatement } from "./notices-of-money.ts";
import { ofPayout } from "./notices-of-payouts.ts";
import { ofData, ofOpening } from "./notices-of-sharing.ts";
import { ofAsking, ofLeftOut, ofProposedAdjustment, ofWaitingRun } from "./notices-of-waiting.ts";

const OF_AFFILIATES: ReadonlySet<string> = new Set(["affiliation", "affiliate", "program", "commission"]);

export async function noticesOfEvent(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  nameOf: NameOf,
): Promise<Told[]> {
  const payload = (event.payload ?? {}) as Record<string, unknown>;
  const [room, what = ""] = event.type.split(".");
  if (OF_AFFILIATES.has(room as string) || event.type === "product.terms_changed")
    return await noticesOfAffiliates(tx, ws, event, nameOf);
  if (room === "question") return await ofQuestion(tx, ws, event, payload, nameOf);
  if (room === "opening") return await ofOpening(tx, ws, event, nameOf);
  if (room === "data") return await ofData(tx, ws, event, nameOf);
  if (event.type === "payout_run.left_out") return await ofLeftOut(tx, ws, event);
  if (room === "payout_run") return await ofWaitingRun(tx, ws, event, nameOf);
  if (event.type === "payout.requested") return await ofAsking(tx, ws, event);
  if (event.type === "adjustment.proposed") return await ofProposedAdjustment(tx, ws, event, nameOf);
  if (room === "payout") return await ofPayout(tx, ws, event);
  if (room === "statement") return await ofStatement(tx, ws, event);
  if (room === "adjustment") return await ofAdjustment(tx, ws, event, nameOf);
  if (room === "balance") return await ofBalance(tx, ws, event);
  if (room !== "contract") return [];
  const named = what === "accepted" ? String(payload.proposal) : event.subject;
  const proposal = parsePublicId("proposal", named);
  if (proposal !== null) return await ofProposal(tx, ws, event, what, proposal);
  return await ofContract(tx, ws, event, what, { payload, nameOf });
}

const other = (side: Side): Side => (side === "producer" ? "party" : "producer");
const ASKED = {
  invite: "invited",
  amend: "amend_proposed",
  end: "end_proposed",
  fees: "fees_proposed",
} as const;

async function ofProposal(tx: Tx, ws: number, event: HappenedEvent, what: string, id: Uuid): Promise<Told[]> {
  const proposal = await readProposal(tx, ws, id);
  if (proposal === null) return [];
  const facts = await factsOfProposal(tx, ws, proposal);
  const { side, party } = proposal;
  const base = { party, leadsTo: event.subject, actor: event.actor };
  const asked = { ...facts, by: proposal.createdName, side, message: proposal.message };
  const answered = { ...facts, by: proposal.answeredName, message: proposal.answer };
  switch (what) {
    case "proposed":
      return [{ ...base, to: other(side), kind: ASKED[proposal.kind], facts: asked }];
    case "reminded":
      return [{ ...base, to: other(side), kind: "reminded", facts: asked }];
    case "accepted": {
      const version = Number((event.payload as { version?: unknown }).version);
      const both = { kind: "accepted" as const, isForActorToo: true };
      const told = {
        ...answered,
        side: other(side),
        version,
        contract: publicId("contract", proposal.contract),
      };
      // What was agreed on fees stands with the proposal.
      const leadsTo = proposal.kind === "fees" ? publicId("proposal", id) : base.leadsTo;
      return [side, other(side)].map((to) => ({ ...base, ...both, leadsTo, to, facts: told }));
    }
    case "declined":
      return [{ ...base, to: side, kind: "declined", facts: { ...answered, side: other(side) } }];
    case "withdrawn":
      return [{ ...base, to: other(side), kind: "withdrawn", facts: { ...answered, side } }];
    case "lapsed":
      return [side, other(side)].map((to) => ({
        ...{ ...base, to, kind: "lapsed" as const },
        facts: { ...facts, by: null, side },
      }));
    default:
      return [];
  }
}

async function factsOfProposal(tx: Tx, ws: number, proposal: Proposal): Promise<NoticeFacts> {
  const { party, product, kind, ends } = proposal;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  return {
    partner: names.party(party),
    product: names.product(product),
    asks: kind === "fees" ? "amend" : kind,
    ends,
  };
}

/** What was written down of a contract without a proposal, and what time did. */
const OF_CONTRACT: Readonly<Record<string, { kind: NoticeKind; to: readonly Side[] }>> = {
  recorded: { kind: "recorded", to: ["party"] },
  amended: { kind: "recorded", to: ["party"] },
  ended: { kind: "ended", to: ["producer", "party"] },
  confirmed: { kind: "confirmed", to: ["producer"] },
  objected: { kind: "objected", to: ["producer"] },
  settled: { kind: "settled", to: ["producer", "party"] },
};

async function ofContract(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  what: string,
  { payload, nameOf }: { payload: Record<string, unknown>; nameOf: NameOf },
): Promise<Told[]> {
  const acted: Side =
    payload.side === "party" || what === "confirmed" || what === "objected" ? "party" : "producer";
  const rule =
    what === "notice_given" ? { kind: "notice_given" as const, to: [other(acted)] } : OF_CONTRACT[what];
  const id = parsePublicId("contract", event.subject);
  const contract = rule === undefined || id === null ? null : await readContract(tx, ws, id);
  if (rule === undefined || contract === null) return [];
  const { party, product } = contract;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  const by = event.actor === "system" ? null : nameOf(event.actor);
  const given = what === "notice_given" ? await findNotice(tx, ws, contract.id, payload.version) : undefined;
  const facts = {
    partner: names.party(party),
    product: names.product(product),
    ...{ by, side: by === null ? null : acted, contract: event.subject },
    message: given?.message ?? (typeof payload.note === "string" ? payload.note : ""),
    ...(given === undefined ? {} : { by: given.givenName, days: given.days }),
    version: Number(payload.version ?? contract.versions.at(-1)?.version ?? 1),
    ends: typeof payload.ends === "string" ? Date.parse(payload.ends) : null,
    ...(what === "settled" ? settledIn(payload as unknown as SettledPayload) : {}),
  };
  const base = { party, kind: rule.kind, leadsTo: event.subject, facts, actor: event.actor };
  return rule.to.map((to) => ({ ...base, to }));
}

interface SettledPayload {
  period: string;
  currency: string;
  lines: readonly { amount: number }[];
}

/** What the producer gives to the party in all. */
function settledIn({ period, currency, lines }: SettledPayload): Pick<NoticeFacts, "period" | "given"> {
  return { period, given: [{ currency, amount: sumMinor(lines.map(({ amount }) => amount)) }] };
}

async function findNotice(tx: Tx, ws: number, contract: Uuid, version: unknown) {
  const given = (await readEndNotices(tx, ws, [contract])).get(contract);
  return given?.find((one) => one.version === version);
}

const OF_QUESTION: Readonly<Record<string, { kind: NoticeKind; to: Side }>> = {
  asked: { kind: "question_asked", to: "producer" },
  replied: { kind: "question_replied", to: "producer" },
  answered: { kind: "question_answered", to: "party" },
  decided: { kind: "question_decided", to: "party" },
};

async function ofQuestion(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  payload: Record<string, unknown>,
  nameOf: NameOf,
): Promise<Told[]> {
  const rule = OF_QUESTION[event.type.slice("question.".length)];
  const party = parsePublicId("party", String(payload.party));
  const product = parsePublicId("product", String(payload.product));
  if (rule === undefined || party === null || product === null) return [];
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  const side = other(rule.to);
  const partner = names.party(party);
  const by = nameOf(event.actor) ?? (side === "party" ? partner : null);
  const decision = typeof payload.decision === "string" ? { decision: payload.decision } : {};
  const facts = { partner, product: names.product(product), by, side, ...decision };
  return [{ ...rule, party, leadsTo: event.subject, facts, actor: event.actor }];
}
