// Asks the producer to end a contract. Nothing ends until the producer accepts.
//   /partner/party_…/contracts/contract_…/end
import { ChangeContract } from "../../../contracts/change-contract.tsx";
import { useOwnContract } from "./own-contract.ts";

export function End() {
  return <ChangeContract kind="end" {...useOwnContract()} />;
}
