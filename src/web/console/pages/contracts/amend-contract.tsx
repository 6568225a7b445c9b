// Proposes other terms of a contract to the partner. Nothing changes until the partner accepts.
//   /w/ws_…/contracts/contract_…/amend
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useWords } from "../../../words/words.tsx";
import { ForRole } from "../../frame/for-role.tsx";
import { useOwnContract } from "./own-contract.ts";

export function AmendContract() {
  const { say } = useWords();
  return (
    <ForRole needs="contracts" title={say("agree.amend")} says={say("agree.amendNoAccess")}>
      <Own />
    </ForRole>
  );
}

function Own() {
  return <ChangeContract kind="amend" {...useOwnContract()} />;
}
