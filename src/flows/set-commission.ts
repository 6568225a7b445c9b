// Gives affiliates a rate: all of them, one, on one offer or on every; from an instant, for some days or for
// good. A cut begins after three days' notice, a rise at once. Says beforehand whom it concerns and whose
// contract allows for less.
// Example: setCommission(app, 7, piano, { party: carla, rate: 400000 }, actor) → from now on 40 % for carla.
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { listPromoting } from "../affiliates/read-promoting.ts";
import { addCommissionRule } from "../affiliates/write-commission-rule.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { type Instant, instant } from "../base/instant.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";
import { readOffersOf } from "../products/read-products.ts";
import { countUnreachable } from "../reports/unreachable.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { type Concerned, ratesBeside, startOf } from "./commission-dates.ts";
import { noProgram } from "./program-refusals.ts";

export interface CommissionWish {
  party: Uuid | null;
  offer: Uuid | null;
  rate: Ppm;
  /** As soon as it may where it is left out. */
  starts?: Instant | undefined;
  ends?: Instant | null | undefined;
  /** The rate that an affiliate begins with: nothing was promised before it. */
  isFirst?: boolean;
}

export interface CommissionDraft {
  /** When it may begin at the earliest. */
  earliest: Instant;
  starts: Instant;
  /** Affiliates whose rate would be another, and of those how many earn less. */
  concerned: number;
  cut: number;
  /** Of those who would earn less: who has neither an account nor an address. */
  unreachable: number;
}

/** Throws 422 `notice_needed`, `starts_in_past`, `unknown_offer`, `not_affiliated`, 404 `no_program`. */
export async function setCommission(
  app: App,
  ws: number,
  product: Uuid,
  wish: CommissionWish,
  actor: string,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    const { starts } = await draftCommission(tx, ws, product, wish, at);
    if (wish.starts !== undefined && wish.starts < starts) throw noticeNeeded(starts);
    return await writeRule(app, tx, ws, product, { ...wish, starts }, actor);
  });
}

/** With the terms locked and the start settled. */
export async function writeRule(
  app: App,
  tx: Tx,
  ws: number,
  product: Uuid,
  { party, offer, rate, starts, ends = null, isFirst = false }: CommissionWish & { starts: Instant },
  actor: string,
): Promise<Uuid> {
  const [id, at] = [newUuid(app.ids), app.ids.now()];
  await addCommissionRule(tx, ws, { id, product, party, offer, rate, starts, ends, actor, at });
  const payload = {
    rule: publicId("rule", id),
    ...{ party: party && publicId("party", party), offer: offer && publicId("offer", offer) },
    ...{ rate: formatRate(rate), starts: new Date(starts).toISOString() },
    ends: ends === null ? null : new Date(ends).toISOString(),
    ...(isFirst ? { isFirst } : {}),
  };
  const subject = publicId("product", product);
  await addEvent(tx, ws, { type: "commission.set", subject, actor, payload, at });
  return id;
}

/** What it would do, and from when; changes nothing. */
export async function draftCommission(
  tx: Tx,
  ws: number,
  product: Uuid,
  wish: CommissionWish,
  now: number,
): Promise<CommissionDraft> {
  if ((await readProgramHead(tx, ws, product)) === null) throw noProgram();
  const { party, offer, rate, ends } = wish;
  const at = instant(now);
  if (wish.starts !== undefined && wish.starts < at) throw bad("starts", "starts_in_past", "has passed");
  const who = await readConcerned(tx, ws, product);
  if (offer !== null && !who.offers.includes(offer))
    throw bad("offer", "unknown_offer", "is no offer on sale of this product");
  if (party !== null && !who.parties.includes(party))
    throw bad("party", "not_affiliated", "does not promote this product");
  const rules = await readCommissionRules(tx, ws, product);
  const earliest = startOf(rules, { party, offer, rate }, at, wish.starts, who);
  const starts = instant(Math.max(earliest, wish.starts ?? earliest));
  if (ends !== undefined && ends !== null && ends <= starts)
    throw bad("ends", "ends_before_start", "must be after the start");
  const next: CommissionRule = { id: "", party, offer, rate, from: starts, until: null };
  const changes = ratesBeside(rules, [...rules, next], starts, who);
  const parties = new Set(changes.map((one) => one.party));
  const cut = new Set(changes.filter((one) => one.after < one.before).map((one) => one.party));
  const unreachable = await countUnreachable(tx, ws, [...cut]);
  return { earliest, starts, concerned: parties.size, cut: cut.size, unreachable };
}

/** Who promotes the product, and what of it is on sale. */
export async function readConcerned(tx: Tx, ws: number, product: Uuid): Promise<Concerned> {
  const parties = await listPromoting(tx, ws, product);
  const offers = (await readOffersOf(tx, ws, [product])).get(product) ?? [];
  return { parties, offers: offers.map((one) => one.id) };
}

function noticeNeeded(starts: Instant): Refusal {
  const day = new Date(starts).toISOString();
  const message = `is too early: whoever would earn less is told three days before. It may begin on ${day}`;
  return new Refusal(422, "notice_needed", `This start ${message}.`, {
    details: [{ path: "starts", code: "notice_needed", message }],
    facts: { earliest: day },
  });
}

function bad(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
