// How answers show where, how and when a party is paid: masked, dates as text, and why the next run would
// leave something out. A party reads with its own eyes, the business with its own.
// Example: showDetails(app, 7, bruno, "party") → { method: { kind: "iban", hint: "DE89 •••• 3000", … }, … }
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { foreseePayouts } from "../../flows/foresee-payouts.ts";
import { readPayoutDetails } from "../../flows/show-payout-details.ts";
import { readNames } from "../../reports/names.ts";
import { showInstant } from "../../wire/instant.ts";
import type { PayoutDetails } from "../../wire/payout-method.ts";
import { showParty } from "./show-named.ts";
import { showFacts } from "./show-payout.ts";

export async function showDetails(
  app: App,
  ws: number,
  party: Uuid,
  side: "producer" | "party",
): Promise<PayoutDetails> {
  const read = async (tx: Tx) => ({
    ...(await readPayoutDetails(tx, ws, party, app.ids.now())),
    names: await readNames(tx, ws, { parties: [party] }),
  });
  const { method, settings, policy, owed, requests, names } = await (side === "party"
    ? inParty(app.db, { ws, party }, read)
    : inWorkspace(app.db, ws, read));
  const whyNot = await foreseePayouts(app, ws, party, owed);
  return {
    party: showParty(names, party),
    method:
      method === null
        ? null
        : {
            kind: method.kind,
            hint: method.hint,
            setBy: method.setName,
            setSide: method.setSide,
            setAt: showInstant(method.setAt),
            usableAt: showInstant(method.usableAt),
          },
    settings,
    policy: { schedule: policy.schedule, minimum: policy.minimum },
    owed: owed.map((one) => {
      const why = whyNot.get(one.currency);
      return { ...one, whyNot: why === undefined ? null : { ...why, facts: showFacts(why.facts) } };
    }),
    requests: requests.map((one) => ({
      ...{ currency: one.currency, askedAt: showInstant(one.askedAt) },
      taken: one.state === "taken",
    })),
  };
}
