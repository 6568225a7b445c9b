// The flow of one sale, drawn when there is something to draw. A sale of nothing says so instead.
// It never computes: lines come from the server and add up to what was paid.
import { Flow } from "../../../parts/flow.tsx";
import type { Colours } from "../../../parts/part-of.ts";
import { useWords } from "../../../words/words.tsx";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { isFee, lineParts, sharedAmount } from "./sale-lines.ts";

interface Props {
  sale: SaleDetail;
  colourOf: Colours;
  says: string;
  chosen: string | null;
  onChoose: (key: string) => void;
}

export function SaleFlow({ sale, colourOf, says, chosen, onChoose }: Props) {
  const words = useWords();
  const { ws, may } = useWorkspace();
  if (sale.paid === 0) return <p>{words.say("sale.ofNothing")}</p>;
  const parts = lineParts(ws, sale.lines, words, may("ledger"));
  const colours = Object.fromEntries(
    parts.map((part, index) => [part.key, colourOf[sale.lines[index]?.party.id ?? ""] ?? "var(--fee-1)"]),
  );
  const hasFees = sale.lines.some((line) => isFee(line.role) && line.amount > 0);
  return (
    <Flow
      says={says}
      currency={sale.currency}
      source={{ name: words.say("sale.buyerPaid"), amount: sale.paid }}
      middle={hasFees ? { name: words.say("sale.toShare"), amount: sharedAmount(sale.lines) } : undefined}
      parts={parts}
      colours={colours}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
