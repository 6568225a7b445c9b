// pain.002, the bank's report on a file of transfers: of the whole file, or of single ones. Rejected is back,
// settled is settled, everything before that is under way. Example: TxSts RJCT, Rsn AC04 → back, "AC04".
import { reasonText, type Said } from "./said.ts";
import { at, type Node, nodes } from "./xml.ts";

const SETTLED = ["ACSC", "ACCC"];
const REJECTED = ["RJCT", "CANC"];

export function readPain002(report: Node): Said[] {
  const group = nodes(report.OrgnlGrpInfAndSts)[0];
  const payments = nodes(report.OrgnlPmtInfAndSts);
  const single = payments.flatMap((payment) => nodes(payment.TxInfAndSts)).flatMap(ofTransfer);
  if (single.length > 0) return single;
  const status = at(group, "GrpSts") ?? at(payments[0], "PmtInfSts");
  const reference = at(group, "OrgnlMsgId");
  if (status === null || reference === null) return [];
  const whole = { reference, isBatch: true, amount: null, currency: null, externalId: null };
  const reason = reasonOf(group) || reasonOf(payments[0]) || status;
  return [{ ...whole, outcome: outcomeOf(status), reason }];
}

function ofTransfer(transfer: Node): Said[] {
  const reference = at(transfer, "OrgnlEndToEndId") ?? at(transfer, "OrgnlInstrId");
  const status = at(transfer, "TxSts");
  if (reference === null || status === null) return [];
  const paid = nodes(nodes(nodes(transfer.OrgnlTxRef)[0]?.Amt)[0]?.InstdAmt)[0];
  return [
    {
      reference,
      isBatch: false,
      outcome: outcomeOf(status),
      amount: at(transfer, "OrgnlTxRef", "Amt", "InstdAmt"),
      currency: at(paid, "@Ccy"),
      reason: reasonOf(transfer) || status,
      externalId: at(transfer, "AcctSvcrRef"),
    },
  ];
}

function outcomeOf(status: string): Said["outcome"] {
  if (SETTLED.includes(status)) return "settled";
  return REJECTED.includes(status) ? "back" : "under_way";
}

function reasonOf(node: Node | undefined): string {
  const said = nodes(node?.StsRsnInf)[0];
  const code = at(said, "Rsn", "Cd") ?? at(said, "Rsn", "Prtry");
  return reasonText(code, at(said, "AddtlInf"));
}
