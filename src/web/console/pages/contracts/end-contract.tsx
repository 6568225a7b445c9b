// Proposes to the partner that a contract ends. Nothing changes until the partner accepts.
//   /w/ws_…/contracts/contract_…/end
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useOwnContract } from "./own-contract.ts";

export function EndContract() {
  return <ChangeContract kind="end" {...useOwnContract()} />;
}
