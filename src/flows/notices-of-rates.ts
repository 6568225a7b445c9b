// Whom another commission is told to, and in which figures: where a rule is set, where one is ended, and
// where one that was announced is taken back. Each party whose rate is another by it, on sales without an
// offer of their own or on the rule's offer. Whoever has just begun was told their rate with the invitation.
// Example: 40 % for carla until 30 November beside 30 % for all → "30 % until today, then 40 %, and from 1
// December 30 % again".
import { listAffiliations } from "../affiliates/read-affiliations.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { listPromoting } from "../affiliates/read-promoting.ts";
import { type KeptRule, listCommissionRules } from "../affiliates/write-commission-rule.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import { type Instant, instant } from "../base/instant.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { type CommissionRule, ruleFor } from "../engine/commission.ts";
import type { NoticeFacts } from "../notices/notice.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { Told } from "./deliver-notices.ts";

const MOST = 100_000;

interface Change {
  before: readonly CommissionRule[];
  after: readonly CommissionRule[];
  at: Instant;
  /** When it is over again, where that is known. */
  until: Instant | null;
  isTakenBack: boolean;
}

export async function noticesOfRate(
  tx: Tx,
  ws: number,
  event: HappenedEvent,
  payload: Record<string, unknown>,
): Promise<Told[]> {
  const id = typeof payload.rule === "string" ? parsePublicId("rule", payload.rule) : null;
  const rule = id === null ? undefined : (await listCommissionRules(tx, ws, { id, limit: 1 }))[0];
  if (rule === undefined || payload.isFirst === true) return [];
  const { product, offer } = rule;
  const own = await readOwnRates(tx, ws, product);
  const rules = await readCommissionRules(tx, ws, product);
  const change =
    event.type === "commission.ended" ? endOf(rule, rules, payload) : beginOf(rule, rules, payload);
  const parties = await listPromoting(tx, ws, product);
  const names = await readNames(tx, ws, { parties, products: [product], offers: [offer] });
  return parties.flatMap((party): Told[] => {
    const figures = figuresOf(change, party, offer, own.get(party));
    if (figures === null) return [];
    const facts: NoticeFacts = {
      ...{ partner: names.party(party), product: names.product(product), by: null, side: null },
      ...figures,
      ...(offer === null ? {} : { offer: names.offer(offer) }),
    };
    return [
      { to: "party", party, kind: "affiliate_rate", leadsTo: event.subject, facts, actor: event.actor },
    ];
  });
}

/** Of their affiliations: what holds where no rule does, without a programme. */
async function readOwnRates(tx: Tx, ws: number, product: Uuid): Promise<Map<string, Ppm>> {
  const all = await listAffiliations(tx, ws, { product, limit: MOST });
  return new Map(all.map((one) => [one.party, one.rate]));
}

function beginOf(rule: KeptRule, rules: readonly CommissionRule[], payload: Record<string, unknown>): Change {
  return {
    before: rules.filter((one) => one.id !== rule.id),
    after: rules,
    at: rule.from,
    until: typeof payload.ends === "string" ? instant(Date.parse(payload.ends)) : null,
    isTakenBack: false,
  };
}

/** One that had not begun is gone; of the others what comes after them is what is told. */
function endOf(rule: KeptRule, rules: readonly CommissionRule[], payload: Record<string, unknown>): Change {
  const ends = instant(Date.parse(String(payload.ends)));
  const isTakenBack = ends <= rule.from;
  const others = rules.filter((one) => one.id !== rule.id);
  return {
    before: [...others, { ...rule, until: null }],
    after: rules,
    at: isTakenBack ? rule.from : ends,
    until: null,
    isTakenBack,
  };
}

/** Null where the rate is the same. */
function figuresOf(
  { before, after, at, until, isTakenBack }: Change,
  party: string,
  offer: string | null,
  own: Ppm | undefined,
): Partial<NoticeFacts> | null {
  const was = ruleFor(before, { party, offer, at })?.rate ?? own;
  const is = ruleFor(after, { party, offer, at })?.rate ?? own;
  if (is === undefined || was === undefined || was === is) return null;
  const then = until === null ? undefined : (ruleFor(after, { party, offer, at: until })?.rate ?? own);
  return {
    ...{ rate: spelled(is), rateBefore: spelled(was), starts: at },
    ...(until === null || then === undefined || then === is ? {} : { until, rateAfter: spelled(then) }),
    ...(isTakenBack ? { decision: "taken_back" } : {}),
  };
}

function spelled(rate: number): string {
  return formatRate(rate as Ppm);
}
