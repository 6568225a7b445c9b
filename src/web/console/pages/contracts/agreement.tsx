// What both sides agreed to, one version of one contract, as it was frozen; printable, and the same for ever.
// The partner sees the same.
//   /w/ws_…/contracts/contract_…/agreements/2
import { useParams } from "@tanstack/react-router";
import { AgreementView } from "../../../contracts/agreement-view.tsx";
import { Page } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function AgreementPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { contract = "", version = "1" } = useParams({ strict: false }) as {
    contract?: string;
    version?: string;
  };
  return (
    <Page
      title={say("agree.agreement", { version: Number(version) || 1 })}
      back={{ to: contractAddress(ws, contract), name: say("contractPage.one") }}
    >
      <AgreementView who={{ side: "producer", id: ws }} contract={contract} version={Number(version) || 1} />
    </Page>
  );
}
