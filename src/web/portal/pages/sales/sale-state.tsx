// The state of a sale in a word: paid, refunded wholly or partly, in dispute.
// It never computes it; the server says it.
//   <SaleState sale={sale} />
import { Status, type Tone } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import type { OwnSale } from "../../data/figures.ts";

const TONES: Record<OwnSale["state"], Tone> = {
  paid: "good",
  partly_refunded: "taken",
  refunded: "taken",
  disputed: "pending",
};

export function SaleState({ sale }: { sale: Pick<OwnSale, "state"> }) {
  const { say } = useWords();
  return <Status tone={TONES[sale.state]}>{say(`saleState.${sale.state}`)}</Status>;
}
