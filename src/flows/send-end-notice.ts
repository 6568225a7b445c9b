// Mails the other side that notice was given. Runs as a job: the notice stands whatever happens to the mail.
// Example: sendEndNotice(app, mailing, 7, contract, 3) → one mail to each who leads the workspace.
import type { Uuid } from "../base/id.ts";
import { publicId } from "../base/id.ts";
import { readEndNotices } from "../contracts/end-notice.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { dayInWords } from "../contracts/terms-in-words.ts";
import { inWorkspace } from "../db/transaction.ts";
import { endNoticeMail } from "../notices/end-notice-mail.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";
import { addressesOf } from "./send-proposal.ts";

/** Answers how many mails went out. */
export async function sendEndNotice(
  app: App,
  by: Mailing,
  ws: number,
  id: Uuid,
  version: number,
): Promise<number> {
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const contract = await readContract(tx, ws, id);
    const given = (await readEndNotices(tx, ws, [id])).get(id)?.find((one) => one.version === version);
    if (contract === null || given === undefined) return null;
    const names = await readNames(tx, ws, { products: [contract.product] });
    const product = names.product(contract.product);
    return { contract, given, product, workspace: await readWorkspace(tx, ws) };
  });
  if (found === null) return 0;
  const { contract, given, product, workspace } = found;
  const side = given.side === "producer" ? "party" : "producer";
  const place =
    side === "party" ? `partner/${publicId("party", contract.party)}` : `w/${publicId("ws", workspace.id)}`;
  const language = toLanguage(given.language);
  const until = dayInWords(given.ends, { language, timeZone: workspace.timeZone }) ?? "";
  const link = `${by.publicUrl.replace(/\/$/, "")}/${place}/contracts/${publicId("contract", id)}`;
  const about = { language, by: given.givenName, product, days: given.days, until, link };
  const readers = await addressesOf(app, by, ws, contract.party, side);
  for (const to of readers) await by.mailer.send(endNoticeMail({ ...about, to, message: given.message }));
  return readers.length;
}
