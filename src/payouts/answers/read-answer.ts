// Tells which of the known forms a bank's answer has, and reads it. Throws 422 for anything else.
// Example: a pain.002 report → { kind: "pain.002", said: [{ reference: "PQ7K…", outcome: "back", … }] }.
import { readCamt } from "./camt-054.ts";
import { isNacha, readNacha } from "./nacha.ts";
import { readPain002 } from "./pain-002.ts";
import { type ReadAnswer, unreadable } from "./said.ts";
import { readXml } from "./xml.ts";

export function readAnswer(text: string): ReadAnswer {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (isNacha(start)) return { kind: "nacha", said: readNacha(start) };
  if (!start.startsWith("<")) {
    throw unreadable("This is neither pain.002, camt.054, camt.053 nor a NACHA return file.");
  }
  const { name, node } = readXml(start);
  switch (name) {
    case "CstmrPmtStsRpt":
      return { kind: "pain.002", said: readPain002(node) };
    case "BkToCstmrDbtCdtNtfctn":
      return { kind: "camt.054", said: readCamt(node) };
    case "BkToCstmrStmt":
      return { kind: "camt.053", said: readCamt(node) };
    default:
      throw unreadable(`A message ${name} says nothing of payouts that is known here.`);
  }
}
