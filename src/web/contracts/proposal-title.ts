// What a proposal is called in lists and as a page's title. It knows nothing of what is in it.
//   useProposalTitle()(proposal) → "Ana invites Bruno to share Piano in 30 days"
import type { Proposal } from "../data/contracts.ts";
import { useWords } from "../words/words.tsx";

export function useProposalTitle(): (proposal: Proposal) => string {
  const { say } = useWords();
  return (proposal) => say(`agree.title.${proposal.kind}`, { product: proposal.product.name });
}
