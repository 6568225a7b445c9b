// Proposes other terms of a contract to the partner. Nothing changes until the partner accepts.
//   /w/ws_…/contracts/contract_…/amend
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useOwnContract } from "./own-contract.ts";

export function AmendContract() {
  return <ChangeContract kind="amend" {...useOwnContract()} />;
}
