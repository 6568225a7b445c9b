// The state of a sale in a word, with how much of it was taken back where that is a part.
// It never computes the state; the sale carries it.
//   <SaleState sale={sale} /> → ■ Partly refunded
import { Status, type Tone } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Sale } from "../../data/sales.ts";

const TONES: Record<Sale["state"], Tone> = {
  paid: "good",
  partly_refunded: "taken",
  refunded: "taken",
  disputed: "pending",
};

export function SaleState({ sale }: { sale: Pick<Sale, "state"> }) {
  const { say } = useWords();
  return <Status tone={TONES[sale.state]}>{say(`saleState.${sale.state}`)}</Status>;
}
