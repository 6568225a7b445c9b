// What is asked about sharing this product and not answered yet: invitations and changes, each with the way
// to it. Silent where nothing is open. It never answers.
//   /w/ws_…/products/product_…?tab=shares
import { useQuery } from "@tanstack/react-query";
import { proposalsQuery } from "../../../data/contracts.ts";
import { Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { ProposalTable } from "../contracts/proposal-table.tsx";

export function ProductProposals({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const asked = { product: product.id, state: "open" };
  const rows = useQuery(proposalsQuery({ side: "producer", id: ws }, asked)).data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say("proposals.ofProduct")}>
      <ProposalTable rows={rows} isLoading={false} />
    </Section>
  );
}
