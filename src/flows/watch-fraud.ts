// Looks at the sales of affiliates that came in since the last look, and holds the commission of those that
// break a rule, and of those that break it together also the earlier ones: by an entry, with the evidence of
// the moment. What is held already gets the evidence beside its own.
// Decides nothing more: a person does. Repeats without harm: a commission is found once.
// Example: 40 sales since the last minute, one bought 4 seconds after its click → one finding.
import { readStandings } from "../affiliates/read-standings.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { digestKey, emailDigest, emailKey } from "../base/person-key.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { Finding } from "../findings/finding.ts";
import { type FraudSettings, readFraudSettings } from "../findings/fraud-settings.ts";
import { type Evidence, judgeSignals, type Signals } from "../findings/judge-signals.ts";
import { listFindingsOf } from "../findings/read-findings.ts";
import { throwawayDomainOf } from "../findings/throwaway-mail.ts";
import { joinEvidence, lockWatch, moveWatch } from "../findings/write-finding.ts";
import {
  listPromotedSales,
  listSalesOfDevice,
  listSalesOfFlood,
  listUnclickedSales,
  type PromotedSale,
  readClickSignals,
  readCouponSignals,
  sumCommission,
} from "../reports/fraud-signals.ts";
import { readLastEntry } from "../reports/partner-sales.ts";
import { emailsByFingerprint } from "../sales/buyers-of-fingerprint.ts";
import type { App } from "./app.ts";
import { readProductCredit } from "./credit-rules.ts";

const AT_ONCE = 200;
const DAY_MS = 86_400_000;
/** What is told later of longer ago was judged elsewhere: a history that moves in. */
const YOUNGEST = 30 * DAY_MS;

/** Answers how many commissions were held. */
export async function watchFraud(app: App, ws: number): Promise<number> {
  let held = 0;
  for (;;) {
    const looked = await inWorkspace(app.db, ws, (tx) => lookOnce(app, tx, ws));
    for (const one of looked.suspects) held += (await hold(app, ws, one)) ? 1 : 0;
    // Only now: what a killed process had found is found again.
    if (looked.next !== null) await inWorkspace(app.db, ws, (tx) => moveOn(tx, ws, looked.next as number));
    if (!looked.isMore) return held;
  }
}

interface Suspect {
  sale: Uuid;
  party: Uuid;
  evidence: Evidence[];
}

const isSame = (a: Suspect, b: Suspect) => a.sale === b.sale && a.party === b.party;

async function lookOnce(app: App, tx: Tx, ws: number) {
  const last = await readLastEntry(tx, ws);
  const before = await lockWatch(tx, ws);
  // A workspace that is looked at for the first time begins with what comes from now on.
  const after = before ?? Math.max(0, last - AT_ONCE);
  if (after >= last) return { suspects: [], next: null, isMore: false };
  const since = app.ids.now() - YOUNGEST;
  const sales = await listPromotedSales(tx, ws, { after, upTo: last, since, limit: AT_ONCE });
  const { settings } = await readFraudSettings(tx, ws);
  const suspects: Suspect[] = [];
  for (const sale of sales) {
    for (const party of sale.affiliates) {
      const { signals, together } = await signalsOf(tx, ws, sale, party, settings);
      const evidence = judgeSignals(signals, settings);
      if (evidence.length === 0) continue;
      suspects.push({ sale: sale.id, party, evidence });
      const others = await countedWith(tx, ws, sale, { party, evidence }, together);
      suspects.push(...others.filter((one) => !suspects.some((had) => isSame(had, one))));
    }
  }
  const isMore = sales.length === AT_ONCE;
  return { suspects, next: isMore ? (sales.at(-1)?.seq ?? last) : last, isMore };
}

async function moveOn(tx: Tx, ws: number, seq: number): Promise<void> {
  const now = await lockWatch(tx, ws);
  if (now === null || seq > now) await moveWatch(tx, ws, seq);
}

async function hold(app: App, ws: number, facts: Suspect): Promise<boolean> {
  try {
    await app.posting.post(ws, { is: "hold", actor: "system", facts });
    return true;
  } catch (error) {
    // Found before, or nothing of it is left.
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "finding_exists") await joinHeld(app, ws, facts);
    return false;
  }
}

/** Whoever decides about what is held already sees this too. */
async function joinHeld(app: App, ws: number, suspect: Suspect): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const joined = await joinEvidence(tx, ws, suspect, at);
    if (joined === null) return;
    const { finding, product, rules } = joined;
    const payload = {
      sale: publicId("sale", suspect.sale),
      party: publicId("party", suspect.party),
      product: publicId("product", product),
      rules,
    };
    const subject = publicId("finding", finding);
    await addEvent(tx, ws, { type: "finding.evidence_added", subject, actor: "system", payload, at });
  });
}

async function signalsOf(
  tx: Tx,
  ws: number,
  sale: PromotedSale,
  party: Uuid,
  settings: FraudSettings,
): Promise<{ signals: Signals; together: Together }> {
  const clicks = await readClickSignals(tx, ws, sale, party);
  const { email } = sale;
  const ofDevice = await listSalesOfDevice(tx, ws, sale, party, clicks.click);
  const signals = {
    isOwnPurchase: settings.ownPurchase.on && (await isOwnPurchase(tx, ws, sale, party)),
    salesOfDevice: ofDevice.length,
    clicksBefore: clicks.clicksBefore,
    secondsAfterClick: clicks.secondsAfterClick,
    throwawayDomain: email === null || !settings.throwawayMail.on ? null : throwawayDomainOf(email),
    commission: await sumCommission(tx, ws, sale, party),
    coupon: await readCouponSignals(tx, ws, sale, party),
  };
  return { signals, together: { ofDevice, click: clicks.click } };
}

/** What leads to the sales that a sale is counted with. */
interface Together {
  ofDevice: readonly Uuid[];
  click: Uuid | null;
}

/**
 * The earlier sales that made the number full: each looked harmless alone, and is held by the rule that they
 * break together. One that a person decided about stays as it is; one that is held has this as well.
 */
async function countedWith(
  tx: Tx,
  ws: number,
  sale: PromotedSale,
  { party, evidence }: Pick<Suspect, "party" | "evidence">,
  { ofDevice, click }: Together,
): Promise<Suspect[]> {
  const found: Suspect[] = [];
  const salesOf = async (rule: Evidence["rule"]): Promise<readonly Uuid[] | null> => {
    if (rule === "couponLeak") return await listUnclickedSales(tx, ws, sale, party);
    if (rule === "clickFlood") return click === null ? null : await listSalesOfFlood(tx, ws, click, party);
    return rule === "deviceBurst" ? ofDevice : null;
  };
  for (const one of evidence) {
    const sales = await salesOf(one.rule);
    if (sales === null) continue;
    const known = await listFindingsOf(tx, ws, sales);
    const isKnown = (id: Uuid, f: Finding) => f.sale === id && f.party === party && says(f, one.rule);
    const isNew = (id: Uuid) => id !== sale.id && !known.some((f) => isKnown(id, f));
    // Says at which sale the number was full: there what is counted is found again.
    const told = { ...one, facts: { ...one.facts, of: publicId("sale", sale.id) } };
    found.push(...sales.filter(isNew).map((id) => ({ sale: id, party, evidence: [told] })));
  }
  return found;
}

/** Decided, or held by this rule already. */
const says = ({ state, rules }: Finding, rule: Evidence["rule"]) => state !== "held" || rules.includes(rule);

/** Where the programme lets nobody earn on it: by address, also that of the same means of payment. */
async function isOwnPurchase(tx: Tx, ws: number, sale: PromotedSale, party: Uuid): Promise<boolean> {
  const { product, at, email, fingerprint } = sale;
  if (email === null && fingerprint === null) return false;
  const { rules } = (await readProductCredit(tx, ws, product)).at(at.getTime());
  if (rules.mayBuyOwn) return false;
  const emails = fingerprint === null ? [] : await emailsByFingerprint(tx, ws, fingerprint);
  const known = [...emails, ...(email === null ? [] : [email])];
  const keys = new Set(known.flatMap((one) => [emailKey(one), digestKey(emailDigest(one))]));
  const standing = (await readStandings(tx, ws, product, [party], at.getTime())).get(party);
  return standing?.keys.some((key) => keys.has(key)) ?? false;
}
