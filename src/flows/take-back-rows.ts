// What a row of a file says was taken back, booked the way of every other message of a source, on the sales
// that it names. Told twice it is booked once; more than is left is refused, because a person is there to be
// asked. Example: refund "s1:refund", total 10000, 4000 booked before → a refund of 6000; the same row again
// → nothing new.
import { inWorkspace } from "../db/transaction.ts";
import { salesOfCharges } from "../sales/sales-of-charge.ts";
import type { App } from "./app.ts";
import { bookTaking, type Taking } from "./book-taking.ts";

/** True when something was booked. Throws 404 `unknown_sale`, or what the ledger refuses. */
export async function takeBackRow(app: App, ws: number, message: Taking, actor: string): Promise<boolean> {
  const ids = [message.sale.externalId, message.sale.chargeId].filter((one) => one !== null);
  const posted = await inWorkspace(app.db, ws, (tx) => salesOfCharges(tx, ws, message.source, ids));
  return bookTaking(app, ws, message, posted, { actor, wasTold: true, isExact: true });
}
