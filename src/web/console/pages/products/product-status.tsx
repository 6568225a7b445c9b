// Whether a product or an offer is on sale, not yet, or no more: in a word, with a small shape.
// It never decides; archived things still split what arrives late.
import { Status } from "../../../parts/status.tsx";
import { useWords } from "../../../words/words.tsx";
import type { ProductStatus } from "../../data/products.ts";

const TONES = { draft: "pending", active: "good", inactive: "quiet" } as const;

export function ProductState({ status }: { status: ProductStatus }) {
  const { say } = useWords();
  return <Status tone={TONES[status]}>{say(`productStatus.${status}`)}</Status>;
}
