// What PayPal's words for a batch or an item of it mean for a payout, wherever they are read: in an answer or
// in an event. A word that is not known leaves the payout under way.
// Example: "UNCLAIMED" → under_way, "RETURNED" → back, batch "DENIED" → back.

const SETTLED = ["SUCCESS", "SUCCEEDED"];
/** What PayPal gives back, or never gave. */
const BACK = ["FAILED", "RETURNED", "BLOCKED", "REFUNDED", "REVERSED", "DENIED", "CANCELED"];

export function meaningOfItem(status: string): "settled" | "back" | "under_way" {
  return SETTLED.includes(status) ? "settled" : BACK.includes(status) ? "back" : "under_way";
}

/** Of a batch as a whole only that nothing of it is carried out; what is, its items say. */
export function isDenied(batchStatus: string): boolean {
  return batchStatus === "DENIED" || batchStatus === "CANCELED";
}
