// The derivation of a sale as one partner may read it: what leaves before the split, and the steps to its own
// line. What another partner gets is left out, and who the affiliate was. Pure.
// Example: for bruno: gross, platform fee, net, affiliate (an amount without a name), rest, his quota, his
// part.
import type { Step } from "../engine/step.ts";

const FOR_ALL = new Set(["tax", "gross", "net", "nothing_left", "left_to_share"]);
const OF_A_PARTY = new Set(["recouped", "quota", "out_of_scope", "not_in_force", "allocated", "advance"]);

/**
 * `party` as the steps name it. What is not known here is left out, so that a new step tells nothing by
 * itself.
 */
export function redactSteps(steps: readonly Step[], party: string): Step[] {
  return steps.flatMap((step): Step[] => {
    const { inputs } = step;
    const isOwn = inputs.party === party;
    if (FOR_ALL.has(step.step)) return [step];
    if (OF_A_PARTY.has(step.step)) return isOwn ? [step] : [];
    switch (step.step) {
      case "platform_fee":
      case "processor_fee":
        return inputs.bearer === "shared" ? [step] : [];
      case "affiliate":
      case "affiliate_not_counted":
        return [{ ...step, inputs: withoutNames(inputs, party) }];
      case "rest":
        return [step];
      case "abated":
        // The sum of all quotas would tell those of the others.
        return [{ ...step, inputs: { rest: inputs.rest } }];
      default:
        return [];
    }
  });
}

function withoutNames(inputs: Step["inputs"], party: string): Record<string, unknown> {
  const kept = Object.entries(inputs).filter(
    ([key, value]) => !["party", "recruitedBy", "contract"].includes(key) || value === party,
  );
  return Object.fromEntries(kept);
}
