// Proposes to the partner that a contract ends. Nothing changes until the partner accepts.
//   /w/ws_…/contracts/contract_…/end
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useWords } from "../../../words/words.tsx";
import { ForRole } from "../../frame/for-role.tsx";
import { useOwnContract } from "./own-contract.ts";

export function EndContract() {
  const { say } = useWords();
  return (
    <ForRole needs="contracts" title={say("agree.end")} says={say("agree.endNoAccess")}>
      <Own />
    </ForRole>
  );
}

function Own() {
  return <ChangeContract kind="end" {...useOwnContract()} />;
}
