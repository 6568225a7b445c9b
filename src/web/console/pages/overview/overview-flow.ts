// Where the money of a workspace is owed, as the parts of one flow: the largest parties by name, the others
// together. It never adds two currencies; what is below zero is said beside the flow, not drawn in it.
//   overviewParts([ana 524200, bruno 58200, …]) → { whole: 896000, parts: [ana, bruno, …, "4 others"] }
import { sumMinor } from "../../../../base/amount.ts";
import type { PartOf } from "../../../parts/part-of.ts";
import type { Words } from "../../../words/speak.ts";
import { partiesAddress, partyAddress } from "../../addresses.ts";
import type { Balance } from "../../data/parties.ts";

const SHOWN = 6;

export const owed = (balance: Balance): number =>
  sumMinor([balance.available, balance.pending, balance.reserved, balance.inTransit]);

export interface OverviewParts {
  whole: number;
  shared: number;
  hasFees: boolean;
  parts: PartOf[];
}

export function currenciesOf(balances: readonly Balance[]): string[] {
  return [...new Set(balances.map((balance) => balance.currency))];
}

export function overviewParts(
  ws: string,
  balances: readonly Balance[],
  currency: string,
  words: Words,
): OverviewParts {
  const own = balances.filter((balance) => balance.currency === currency && owed(balance) > 0);
  const isFee = (balance: Balance) => ["platform", "processor", "tax"].includes(balance.party.kind);
  const bySize = (a: Balance, b: Balance) => owed(b) - owed(a);
  const people = own.filter((balance) => !isFee(balance)).sort(bySize);
  const fees = own.filter(isFee).sort(bySize);
  const shown = people.length <= SHOWN + 1 ? people : people.slice(0, SHOWN);
  const others = people.slice(shown.length);
  const asPart = (balance: Balance): PartOf => ({
    key: balance.party.id,
    name: balance.party.name,
    note: words.say(`partyKind.${balance.party.kind}`),
    amount: owed(balance),
    isFee: isFee(balance),
    href: partyAddress(ws, balance.party.id),
  });
  const rest: PartOf[] =
    others.length === 0
      ? []
      : [
          {
            key: "others",
            name: words.say("overview.others", { count: others.length }),
            amount: sumMinor(others.map(owed)),
            href: partiesAddress(ws),
          },
        ];
  return {
    whole: sumMinor(own.map(owed)),
    shared: sumMinor(people.map(owed)),
    hasFees: fees.length > 0,
    parts: [...shown.map(asPart), ...rest, ...fees.map(asPart)],
  };
}
