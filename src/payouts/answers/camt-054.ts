// camt.054 and camt.053, what the bank booked: our debits have arrived, a credit that gives one of them back
// is a return. Only what is booked counts; everything that is not ours is passed over.
// Example: CRDT, RvslInd true, EndToEndId PQ7K…, Rsn AC04 → back, "AC04: Account closed".
import { reasonText, type Said } from "./said.ts";
import { at, type Node, nodes } from "./xml.ts";

export function readCamt(message: Node): Said[] {
  const accounts = [...nodes(message.Ntfctn), ...nodes(message.Stmt)];
  return accounts.flatMap((account) => nodes(account.Ntry)).flatMap(ofEntry);
}

function ofEntry(entry: Node): Said[] {
  const status = at(entry, "Sts", "Cd") ?? at(entry, "Sts");
  if (status !== "BOOK") return [];
  const details = nodes(entry.NtryDtls);
  const single = details.flatMap((one) => nodes(one.TxDtls));
  const said = single.flatMap((one) => ofDetail(entry, one, single.length));
  return said.length > 0 ? said : details.flatMap((one) => ofBatch(entry, one));
}

function ofDetail(entry: Node, detail: Node, count: number): Said[] {
  const reference = at(detail, "Refs", "EndToEndId") ?? at(detail, "Refs", "InstrId");
  if (reference === null) return [];
  const isCredit = (at(detail, "CdtDbtInd") ?? at(entry, "CdtDbtInd")) === "CRDT";
  const isReturn = isCredit || detail.RtrInf !== undefined || at(entry, "RvslInd") === "true";
  const paid = amountOf(detail) ?? (count === 1 ? nodes(entry.Amt)[0] : undefined);
  return [
    {
      reference,
      isBatch: false,
      outcome: isReturn ? "back" : "settled",
      amount: at(paid, "#text"),
      currency: at(paid, "@Ccy"),
      reason: isReturn ? reasonOf(detail) : "",
      externalId: at(detail, "Refs", "AcctSvcrRef") ?? at(entry, "AcctSvcrRef"),
    },
  ];
}

/** The transaction's own amount; older versions hold it one level down. */
function amountOf(detail: Node): Node | undefined {
  const inner = nodes(detail.AmtDtls)[0];
  const told = [inner?.InstdAmt, inner?.TxAmt].map((one) => nodes(nodes(one)[0]?.Amt)[0]);
  return nodes(detail.Amt)[0] ?? told.find((one) => one !== undefined);
}

function reasonOf(detail: Node): string {
  const back = nodes(detail.RtrInf)[0];
  const code = at(back, "Rsn", "Cd") ?? at(back, "Rsn", "Prtry");
  return reasonText(code, at(back, "AddtlInf")) || "returned";
}

/** A file booked as one sum: settled whole, where the sum is the file's. */
function ofBatch(entry: Node, detail: Node): Said[] {
  const batch = nodes(detail.Btch)[0];
  const reference = at(batch, "MsgId") ?? at(batch, "PmtInfId")?.replace(/-1$/, "") ?? null;
  if (reference === null || at(entry, "CdtDbtInd") !== "DBIT") return [];
  const paid = nodes(batch?.TtlAmt)[0] ?? nodes(entry.Amt)[0];
  return [
    {
      reference,
      isBatch: true,
      outcome: "settled",
      amount: at(paid, "#text"),
      currency: at(paid, "@Ccy"),
      reason: "",
      externalId: at(entry, "AcctSvcrRef"),
    },
  ];
}
