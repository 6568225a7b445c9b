// The flow of a period as parts that add up: the largest people by name, the others of each role together,
// from the largest part to the smallest; then fees and tax. It never adds two currencies, and never draws
// what is below zero: that is said beside the flow.
//   flowParts(flow) → [ana 62904, bruno 6984, "14 other affiliates" 37632, Market 12480]
import { sumMinor } from "../../../../base/amount.ts";
import type { PartOf } from "../../../parts/part-of.ts";
import type { Words } from "../../../words/speak.ts";
import { partiesAddress, partyAddress } from "../../addresses.ts";
import type { Flow } from "../../data/reports.ts";

const FEES: readonly string[] = ["platform_fee", "processor_fee", "tax"];
const PEOPLE_SHOWN = 6;

export interface FlowParts {
  whole: number;
  shared: number;
  hasFees: boolean;
  parts: PartOf[];
}

export function flowParts(ws: string, flow: Flow, words: Words): FlowParts {
  const people = flow.lines.filter((line) => !FEES.includes(line.role) && line.kept !== 0);
  const fees = flow.lines.filter((line) => FEES.includes(line.role) && line.kept !== 0);
  const shown = people.slice(0, people.length <= PEOPLE_SHOWN + 1 ? people.length : PEOPLE_SHOWN);
  const asPart = (line: Flow["lines"][number]): PartOf => ({
    key: `${line.party.id}-${line.role}`,
    who: line.party.id,
    name: line.party.name,
    note: words.say(`lineRole.${line.role}`),
    amount: line.kept,
    isFee: FEES.includes(line.role),
    href: partyAddress(ws, line.party.id),
  });
  const rest = flow.roles
    .filter((role) => !FEES.includes(role.role))
    .flatMap((role): PartOf[] => {
      const named = shown.filter((line) => line.role === role.role);
      const amount = role.kept - sumMinor(named.map((line) => line.kept));
      if (amount === 0) return [];
      const unnamed = people.filter((line) => line.role === role.role && !named.includes(line));
      // One alone needs no "others": it has a name.
      const [only] = unnamed;
      if (unnamed.length === 1 && only && only.kept === amount) return [asPart(only)];
      const count = role.parties - new Set(named.map((line) => line.party.id)).size;
      return [
        {
          key: `others-${role.role}`,
          name: words.say("overview.others", { count }),
          note: words.say(`lineRole.${role.role}`),
          amount,
          href: partiesAddress(ws),
        },
      ];
    });
  const kept = sumMinor(flow.roles.filter((role) => !FEES.includes(role.role)).map((role) => role.kept));
  return {
    whole: flow.kept,
    shared: kept,
    hasFees: fees.length > 0,
    parts: [...[...shown.map(asPart), ...rest].toSorted((a, b) => b.amount - a.amount), ...fees.map(asPart)],
  };
}
