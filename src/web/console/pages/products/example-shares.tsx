// Who shares a sale, as a bar that adds up: the lines of a split that the server computed. Small in a list,
// large with names on the product's own page. A party keeps its colour between the two.
import type { PartOf } from "../../../parts/part-of.ts";
import { colours } from "../../../parts/part-of.ts";
import { ShareBar } from "../../../parts/share-bar.tsx";
import type { Role } from "../../data/sales.ts";
import { isFee } from "../sales/sale-lines.ts";

interface Line {
  party: { id: string; name: string };
  role: Role;
  amount: number;
}

interface Props {
  example: { currency: string; paid: number; lines: readonly Line[] };
  size: "small" | "large";
}

export function ExampleShares({ example, size }: Props) {
  const parts: PartOf[] = example.lines.map((line) => ({
    key: `${line.party.id}-${line.role}`,
    who: line.party.id,
    name: line.party.name,
    amount: line.amount,
    isFee: isFee(line.role),
  }));
  return (
    <ShareBar
      whole={example.paid}
      currency={example.currency}
      parts={parts}
      colours={colours(parts)}
      size={size}
    />
  );
}
