// Where what a statement names leads in the console: a line to its sale, its contract or its entry.
//   <StatementView {...waysOf(ws)} … />
import type { StatementLine } from "../../../data/statements.ts";
import { contractAddress, entryAddress, saleAddress, statementAddress } from "../../addresses.ts";

export function waysOf(ws: string) {
  return {
    lineAddress({ sale, contract, seq }: StatementLine): string {
      if (sale !== null) return saleAddress(ws, sale);
      return contract !== null ? contractAddress(ws, contract) : entryAddress(ws, seq);
    },
    saleAddress: (sale: string) => saleAddress(ws, sale),
    contractAddress: (contract: string) => contractAddress(ws, contract),
    statementAddress: (statement: string) => statementAddress(ws, statement),
  };
}
