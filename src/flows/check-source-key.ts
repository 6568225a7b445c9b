// Asks the platform whether an API key that somebody pasted may read what we need, before it is kept. Nothing
// is open meanwhile; the key is not kept here.
// Example: checkSourceKey(app, "stripe", "rk_live_…") → returns, or 422 `wrong_key` with what Stripe said.
import { Fault, Refusal } from "../base/refusal.ts";
import { checkStripeKey, openStripe } from "../sources/stripe-api.ts";
import type { App } from "./app.ts";

/** Throws 422 `wrong_key`; a Fault where the platform does not answer. */
export async function checkSourceKey(app: App, source: string, key: string): Promise<void> {
  if (source !== "stripe") throw wrongKey("This source is not asked for anything: it needs no key.");
  if (!/^[rs]k_(live|test)_[A-Za-z0-9]+$/.test(key)) {
    throw wrongKey("This is no secret key of Stripe: a restricted one begins with rk_live_ or rk_test_.");
  }
  const answer = await checkStripeKey(await openStripe(key, app.stripeUrl));
  if (answer.is === "no") throw wrongKey(answer.message);
  if (answer.is === "later") {
    throw new Fault("platform_away", `${answer.message} The key was not kept; try again in a moment.`);
  }
}

function wrongKey(message: string): Refusal {
  return new Refusal(422, "wrong_key", message, {
    details: [{ path: "apiKey", code: "wrong_key", message }],
  });
}
