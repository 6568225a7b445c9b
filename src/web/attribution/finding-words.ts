// A finding in words: what a rule found and what it was held against, with its figures as people read them.
// It never judges and adds nothing to the evidence.
// Example: { rule: "tooFast", facts: { seconds: 4, least: 10 } } → "Bought 4 seconds after the click; …".
import type { Finding } from "../data/attribution.ts";
import { amountText, formatRate } from "../parts/format-amount.ts";
import type { Status } from "../parts/status.tsx";
import type { Words } from "../words/speak.ts";

type Evidence = Finding["evidence"][number];
type Tone = Parameters<typeof Status>[0]["tone"];

export const RULES = [
  "ownPurchase",
  "deviceBurst",
  "clickFlood",
  "tooFast",
  "throwawayMail",
  "refundRate",
  "couponLeak",
] as const satisfies readonly Evidence["rule"][];

/** What a commission is held by: a rule, or a person. */
export const HELD_BY = [...RULES, "byHand"] as const satisfies readonly Evidence["rule"][];

export const FINDING_TONES: Record<Finding["state"], Tone> = {
  held: "pending",
  released: "good",
  taken_back: "taken",
};

/** What of a commission it is about: held now, or what was decided about; less what was refunded before. */
export function amountOf({ held, released, taken, amount }: Amounts): number {
  return held ?? released ?? taken ?? amount;
}

type Amounts = Pick<Finding, "held" | "released" | "taken" | "amount">;

export function saysEvidence({ rule, facts }: Evidence, currency: string, { say, language }: Words): string {
  const money = (key: string) => amountText(Number(facts[key] ?? 0), currency, language);
  switch (rule) {
    case "refundRate": {
      const taken = Number(facts.taken ?? 0);
      const rate = ppmText(Math.floor((taken * 1_000_000) / Math.max(1, Number(facts.given ?? 1))));
      return say("finding.says.refundRate", {
        given: money("given"),
        taken: money("taken"),
        rate: formatRate(rate, language),
        most: formatRate(ppmText(Number(facts.most ?? 0)), language),
      });
    }
    case "deviceBurst":
      return say("finding.says.deviceBurst", { sales: Number(facts.sales), most: Number(facts.most) });
    case "clickFlood":
      return say("finding.says.clickFlood", { clicks: Number(facts.clicks), most: Number(facts.most) });
    case "tooFast":
      return say("finding.says.tooFast", { seconds: Number(facts.seconds), least: Number(facts.least) });
    case "throwawayMail":
      return say("finding.says.throwawayMail", { domain: String(facts.domain) });
    case "couponLeak":
      return say("finding.says.couponLeak", {
        code: String(facts.code),
        uses: Number(facts.uses),
        usual: Number(facts.usual),
      });
    case "byHand":
      return say("finding.says.byHand", { name: String(facts.by), reason: String(facts.reason) });
    case "ownPurchase":
      return say("finding.says.ownPurchase");
  }
}

/** Parts per million as a decimal string, at most to a tenth of a percent. */
function ppmText(ppm: number): string {
  return (Math.round(ppm / 1000) / 1000).toString();
}
