// Where platforms send their messages: /hooks/<source>/<the address we made>. Takes the bytes as they came,
// because a signature is over bytes. The address is half of the proof and is never logged; the source's
// signature is the other.
// Example: POST /hooks/stripe/9f2c… with Stripe-Signature → 200 { "received": true } once it is stored.
import { z } from "zod";
import { Refusal } from "../../base/refusal.ts";
import { takeDelivery } from "../../flows/take-delivery.ts";
import { takePayoutEvent } from "../../flows/take-payout-event.ts";
import { DoorAnswer, PROBLEM_ANSWER } from "../problem.ts";
import type { Server } from "../server-type.ts";

const RECEIVED = z.object({ received: z.literal(true) });
/** Twice what a platform is known to send. */
const BODY_LIMIT = 2 * 1024 * 1024;

export function receiveRoutes(server: Server): void {
  receiveDeliveries(server);
  receivePayoutEvents(server);
}

function receiveDeliveries(server: Server): void {
  server.post(
    "/hooks/:source/:address",
    {
      bodyLimit: BODY_LIMIT,
      config: { open: "is known by its address and by the source's signature", consumes: "*" },
      schema: {
        operationId: "receiveDelivery",
        tags: ["Sources"],
        summary: "A platform's message",
        description: "Sent by the platform itself; see the source's page for what it signs.",
        security: [],
        params: z.strictObject({ source: z.string().max(40), address: z.string().max(200) }),
        response: { 200: RECEIVED, "4xx": PROBLEM_ANSWER, "5xx": PROBLEM_ANSWER },
      },
    },
    async (request) => {
      const { source, address } = request.params;
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      await takeDelivery(server.app, { source, address, headers: request.headers, body }).catch(challenge);
      return { received: true as const };
    },
  );
}

/** What PayPal and Stripe tell of payouts: /hooks/payouts/<rail>/<workspace>. */
function receivePayoutEvents(server: Server): void {
  server.post(
    "/hooks/payouts/:rail/:workspace",
    {
      bodyLimit: BODY_LIMIT,
      config: { open: "is known by the service's signature", consumes: "*" },
      schema: {
        operationId: "receivePayoutEvent",
        tags: ["Payouts"],
        summary: "What PayPal or Stripe tells of payouts by itself",
        description: "Signed by the service, under the secret kept with the account that is paid from.",
        security: [],
        params: z.strictObject({ rail: z.enum(["paypal", "stripe"]), workspace: z.string().max(60) }),
        response: { 200: RECEIVED, "4xx": PROBLEM_ANSWER, "5xx": PROBLEM_ANSWER },
      },
    },
    async (request) => {
      const { rail, workspace } = request.params;
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      await takePayoutEvent(server.app, { rail, workspace, headers: request.headers, body }).catch(challenge);
      return { received: true as const };
    },
  );
}

/**
 * Not signed, or not by the secret told here: 401, as RFC 9110 has it for credentials that are missing or
 * wrong. Platforms repeat what is not answered 2xx, so that a secret mended in time loses nothing.
 */
function challenge(error: unknown): never {
  if (!(error instanceof Refusal) || error.status !== 403) throw error;
  const headers = { "www-authenticate": "Signature" };
  throw new DoorAnswer(401, error.code, error.message, { headers });
}
