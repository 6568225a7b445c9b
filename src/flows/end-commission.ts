// Ends a commission rule: another takes its place. Where somebody would then earn less, it ends after three
// days' notice. One that has not begun is taken back; the last rule for everybody stays, because every
// affiliate has a rate.
// Example: carla's 40 % beside 30 % for all, ended on May 1 → holds until May 4.
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { endCommissionRule, type KeptRule, lockCommissionRule } from "../affiliates/write-commission-rule.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { type Instant, instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { endOf } from "./commission-dates.ts";
import { readConcerned } from "./set-commission.ts";

/** Answers when it ends. Throws 404, 409 `rule_over`, `last_rule`. */
export async function endCommission(app: App, ws: number, id: Uuid, actor: string): Promise<Instant> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = instant(app.ids.now());
    const rule = await lockCommissionRule(tx, ws, id);
    if (rule === null) throw new Refusal(404, "not_found", "There is no such commission rule.");
    if (rule.until !== null && rule.until <= at) {
      throw new Refusal(409, "rule_over", "This rule has ended already.");
    }
    const rules = await readCommissionRules(tx, ws, rule.product);
    const who = await readConcerned(tx, ws, rule.product);
    const ends = endOf(rules, rule, at, who);
    const stays = rules.some(
      (one) =>
        one.id !== id && one.party === null && one.offer === null && one.until === null && one.from <= ends,
    );
    if (rule.party === null && rule.offer === null && !stays) {
      const message = "It is the rate for everybody: set another for everybody, and it gives way.";
      throw new Refusal(409, "last_rule", message);
    }
    if (rule.until !== null && rule.until <= ends) return rule.until;
    await endCommissionRule(tx, ws, id, ends);
    await tellEnded(tx, ws, rule, ends, { actor, at });
    return ends;
  });
}

export async function tellEnded(
  tx: Tx,
  ws: number,
  rule: Pick<KeptRule, "product" | "party"> & { id: string },
  ends: Instant,
  { actor, at }: { actor: string; at: Instant },
): Promise<void> {
  const subject = publicId("product", rule.product);
  const party = rule.party && publicId("party", rule.party);
  const payload = { rule: publicId("rule", rule.id), party, ends: new Date(ends).toISOString() };
  await addEvent(tx, ws, { type: "commission.ended", subject, actor, payload, at });
}
