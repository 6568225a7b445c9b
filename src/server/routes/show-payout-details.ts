// How answers show where, how and when a party is paid: masked, dates as text.
// Example: showDetails(tx, 7, bruno, now) → { method: { kind: "iban", hint: "DE89 •••• 3000", … }, … }
import type { Uuid } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { readPayoutDetails } from "../../flows/show-payout-details.ts";
import { readNames } from "../../reports/names.ts";
import { showInstant } from "../../wire/instant.ts";
import type { PayoutDetails } from "../../wire/payout-method.ts";
import { showParty } from "./show-named.ts";

export async function showDetails(tx: Tx, ws: number, party: Uuid, now: number): Promise<PayoutDetails> {
  const { method, settings, policy, owed, requests } = await readPayoutDetails(tx, ws, party, now);
  const names = await readNames(tx, ws, { parties: [party] });
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
    owed,
    requests: requests.map((one) => ({ currency: one.currency, askedAt: showInstant(one.askedAt) })),
  };
}
