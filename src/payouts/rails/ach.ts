// US bank transfers: a NACHA file of one batch of credits, records of 94 characters in blocks of ten, entry
// hash and totals in its controls. The payout's reference is the individual id number. Never a debit.
// Example: 622 021000021 … 0000094535 PQ7K2M9X4TB0VNR Bruno Lima … trace 0210000200000001.
import { sumMinor } from "../../base/amount.ts";
import { assert } from "../../base/refusal.ts";
import type { PayingAccount } from "../paying-account.ts";
import { asciiField } from "./bank-text.ts";
import type { Batch, BatchLine, FileRail } from "./batch.ts";

type AchAccount = Extract<PayingAccount, { rail: "ach" }>;

const digits = (value: number | string, width: number) => String(value).padStart(width, "0");

export const achRail: FileRail = {
  extension: "ach",
  mediaType: "text/plain; charset=us-ascii",
  write(batch) {
    const { payer, lines } = batch;
    assert(payer?.rail === "ach", "an ACH file without the account it is paid from");
    const odfi = payer.routing.slice(0, 8);
    const entries = lines.map((line, i) => entryRecord(line, odfi, i + 1));
    const controls = controlsOf(lines, payer, odfi);
    const records = [
      fileHeader(batch, payer),
      batchHeader(batch, payer, odfi),
      ...entries,
      controls.ofBatch,
      controls.ofFile(Math.ceil((lines.length + 4) / 10)),
    ];
    while (records.length % 10 !== 0) records.push("9".repeat(94));
    for (const record of records)
      assert(record.length === 94, `an ACH record of ${record.length} characters`);
    return `${records.join("\r\n")}\r\n`;
  },
};

function fileHeader({ at, runNo }: Batch, payer: AchAccount): string {
  const time = new Date(at).toISOString();
  const day = time.slice(2, 10).replaceAll("-", "");
  // Two files of one day are told apart by a letter.
  const modifier = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[(runNo - 1) % 36];
  const origin = asciiField(payer.companyId, 10).trimEnd().padStart(10, " ");
  const names = `${asciiField(payer.bankName, 23)}${asciiField(payer.companyName, 23)}`;
  const clock = time.slice(11, 16).replace(":", "");
  return `101 ${payer.routing}${origin}${day}${clock}${modifier}094101${names}${asciiField(`RUN ${runNo}`, 8)}`;
}

function batchHeader({ executesOn, runNo }: Batch, payer: AchAccount, odfi: string): string {
  const day = executesOn.slice(2).replaceAll("-", "");
  const company = `${asciiField(payer.companyName, 16)}${asciiField(`RUN ${runNo}`, 20)}`;
  const id = asciiField(payer.companyId, 10);
  // 220: credits only. PPD stands for payments to persons, which banks also take for small businesses.
  return `5220${company}${id}PPD${asciiField("PAYOUT", 10)}${asciiField("", 6)}${day}   1${odfi}0000001`;
}

function entryRecord({ reference, details, amount }: BatchLine, odfi: string, place: number): string {
  assert(details.kind === "us_bank", "an ACH entry to something that is no US account");
  const code = details.accountType === "checking" ? "22" : "32";
  const account = asciiField(details.account, 17);
  const who = `${asciiField(reference, 15)}${asciiField(details.holder, 22)}`;
  return `6${code}${details.routing}${account}${digits(amount, 10)}${who}  0${odfi}${digits(place, 7)}`;
}

function controlsOf(lines: readonly BatchLine[], payer: AchAccount, odfi: string) {
  const credit = digits(sumMinor(lines.map((one) => one.amount)), 12);
  const hash = lines.reduce((sum, { details }) => sum + prefixOf(details), 0);
  const entryHash = digits(hash % 10_000_000_000, 10);
  const nothing = digits(0, 12);
  const id = asciiField(payer.companyId, 10);
  const count = lines.length;
  return {
    ofBatch: `8220${digits(count, 6)}${entryHash}${nothing}${credit}${id}${asciiField("", 25)}${odfi}0000001`,
    ofFile: (blocks: number) =>
      `9000001${digits(blocks, 6)}${digits(count, 8)}${entryHash}${nothing}${credit}${asciiField("", 39)}`,
  };
}

/** The first eight digits of the receiver's routing number, as a number. */
function prefixOf(details: BatchLine["details"]): number {
  return details.kind === "us_bank" ? Number(details.routing.slice(0, 8)) : 0;
}
