// Asks the producer for other terms, with what is in force in the fields. Nothing changes until the producer
// accepts.
//   /partner/party_…/contracts/contract_…/amend
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useOwnContract } from "./own-contract.ts";

export function Amend() {
  return <ChangeContract kind="amend" {...useOwnContract()} />;
}
