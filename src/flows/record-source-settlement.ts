// What a source really sent to the bank, once: lines as they were told become one settlement in the books,
// matched to sales; what does not fit is listed and waits for a person. Moves nothing at the source or the
// bank.
// Example: recordSettlement(app, 7, { source: "stripe", externalId: "po_1", … }, fay) → { id, created: true
// }.
import { isMinor, sumMinor } from "../base/amount.ts";
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { MOST_LINES, type ToldLine, type ToldSettlement } from "../sources/settlements/settlement.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import type { Person } from "./propose-change.ts";
import { feeParty } from "./resolve-sale.ts";

const DAY = 86_400_000;

export interface RecordedSettlement {
  id: Uuid;
  created: boolean;
}

/** Throws 409 where its id is recorded with other facts, 422 for what moves nothing or has not arrived. */
export async function recordSettlement(
  app: App,
  ws: number,
  wanted: ToldSettlement,
  by: Pick<Person, "actor" | "name">,
): Promise<RecordedSettlement> {
  const told = { ...wanted, lines: wanted.lines.map(withoutDisputeFee) };
  mustMove(told);
  const party = await inWorkspace(app.db, ws, async (tx) => {
    const { timeZone } = await readPostingSettings(tx, ws);
    // A day more: it may be tomorrow already where the bank is.
    if (told.arrivedOn > dayText(dayIn(timeZone, app.ids.now() + DAY))) {
      throw wrong("arrivedOn", "not_arrived", "must not lie ahead: record it once the bank has it");
    }
    return await feeParty(tx, app, ws, { ref: told.source }, "source", by.actor);
  });
  const facts = { told, feeParty: party, name: by.name };
  const { id, created } = await app.posting.post(ws, { is: "source_settlement", actor: by.actor, facts });
  return { id, created };
}

/** The books take a dispute's fee from what the source holds, so here it is no fee withheld. */
function withoutDisputeFee(line: ToldLine): ToldLine {
  if (line.kind !== "dispute" || line.fee === 0) return line;
  // What the buyer paid says nothing of that fee.
  return { ...line, gross: line.gross - line.fee, fee: 0, original: null };
}

function mustMove({ lines }: ToldSettlement): void {
  if (lines.length === 0 || lines.length > MOST_LINES) {
    throw wrong("lines", "too_many_lines", `must be 1 to ${MOST_LINES}`);
  }
  const gross = sumMinor(lines.map((line) => line.gross));
  const fee = sumMinor(lines.map((line) => line.fee));
  const net = gross - fee;
  if (![gross, fee, net].every(isMinor)) throw wrong("lines", "amount_too_large", "sum to more than 10^15");
  if (gross === 0 && fee === 0)
    throw wrong("lines", "moves_nothing", "sum to nothing: there is nothing to book");
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
