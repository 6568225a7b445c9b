// SEPA credit transfers: pain.001.001.09, one payment information block, booked as one batch or by line as
// the bank does. Control sums and counts in the header and the block; the payout's reference is the
// end-to-end id. Never rounds, never invents a bank. Example: <EndToEndId>PQ7K2M9X4TB0VNR</EndToEndId> …
// 945.35 EUR.
import { create } from "xmlbuilder2";
import { sumMinor } from "../../base/amount.ts";
import { decimalText } from "../../base/decimal-text.ts";
import { assert } from "../../base/refusal.ts";
import { sepaText } from "./bank-text.ts";
import type { Batch, BatchLine, FileRail } from "./batch.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

export const sepaRail: FileRail = {
  extension: "xml",
  mediaType: "application/xml; charset=utf-8",
  write(batch) {
    const { payer, lines, reference } = batch;
    assert(payer?.rail === "sepa", "a SEPA file without the account it is paid from");
    const count = String(lines.length);
    const sum = decimalText(sumMinor(lines.map((one) => one.amount)), "EUR");
    const name = sepaText(payer.name, 70);
    const head = {
      MsgId: reference,
      CreDtTm: new Date(batch.at).toISOString().slice(0, 19),
      NbOfTxs: count,
      CtrlSum: sum,
      InitgPty: { Nm: name },
    };
    const block = {
      PmtInfId: `${reference}-1`,
      PmtMtd: "TRF",
      BtchBookg: "true",
      NbOfTxs: count,
      CtrlSum: sum,
      PmtTpInf: { SvcLvl: { Cd: "SEPA" } },
      ReqdExctnDt: { Dt: batch.executesOn },
      Dbtr: { Nm: name },
      DbtrAcct: { Id: { IBAN: payer.iban } },
      DbtrAgt: { FinInstnId: agent(payer.bic) },
      ChrgBr: "SLEV",
      CdtTrfTxInf: lines.map((line) => transferOf(batch, line)),
    };
    const document = { "@xmlns": NAMESPACE, CstmrCdtTrfInitn: { GrpHdr: head, PmtInf: block } };
    return `${create({ version: "1.0", encoding: "UTF-8" }, { Document: document }).end()}\n`;
  },
};

function agent(bic: string | null): object {
  return bic === null ? { Othr: { Id: "NOTPROVIDED" } } : { BICFI: bic };
}

function transferOf({ business, runNo }: Batch, { reference, details, amount }: BatchLine): object {
  assert(details.kind === "iban", "a SEPA transfer to something that is no IBAN");
  return {
    PmtId: { InstrId: reference, EndToEndId: reference },
    Amt: { InstdAmt: { "@Ccy": "EUR", "#": decimalText(amount, "EUR") } },
    ...(details.bic === null ? {} : { CdtrAgt: { FinInstnId: { BICFI: details.bic } } }),
    Cdtr: { Nm: sepaText(details.holder, 70) },
    CdtrAcct: { Id: { IBAN: details.iban } },
    RmtInf: { Ustrd: sepaText(`${business.name} ${runNo} ${reference}`, 140) },
  };
}
