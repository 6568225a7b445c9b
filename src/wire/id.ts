// Ids on the network: "sale_" and 26 characters outside, a plain UUID inside. One shape for what comes in (it
// turns the public form into a UUID) and one for what goes out. Never accepts a bare UUID or another
// resource's prefix.
// Example: idIn("sale").parse("sale_01k9e7wq9vfh78y0000000000a") → "019a5c7e-…"; idOut("sale") describes the
// same text.
import { z } from "zod";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";

/** Every prefix there is; a new resource is added here. */
export type IdPrefix =
  | "account"
  | "adjustment"
  | "affiliation"
  | "bankanswer"
  | "change"
  | "circular"
  | "click"
  | "contract"
  | "correction"
  | "coupon"
  | "datagrant"
  | "delivery"
  | "destination"
  | "dispute"
  | "endpoint"
  | "finding"
  | "grant"
  | "import"
  | "invitation"
  | "invite"
  | "key"
  | "lead"
  | "material"
  | "link"
  | "message"
  | "notice"
  | "offer"
  | "opening"
  | "party"
  | "pastsale"
  | "payout"
  | "product"
  | "proposal"
  | "question"
  | "refund"
  | "run"
  | "rule"
  | "sale"
  | "session"
  | "settled"
  | "statement"
  | "statementrun"
  | "template"
  | "verification"
  | "visitor"
  | "ws";

const SAMPLE = "01k9e7wq9vfh78y0000000000a";

function pattern(prefix: IdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`);
}

/**
 * A request's id: text in, UUID out. In a path what does not parse is answered 404, in a body 400 with its
 * path.
 */
export function idIn(prefix: IdPrefix) {
  return z
    .string()
    .regex(pattern(prefix), `must look like ${prefix}_${SAMPLE}`)
    .meta({ examples: [`${prefix}_${SAMPLE}`] })
    .transform((text, context): Uuid => {
      const uuid = parsePublicId(prefix, text);
      if (uuid !== null) return uuid;
      context.issues.push({ code: "custom", message: `is not a ${prefix} id`, input: text });
      return z.NEVER;
    });
}

/** An answer's id. The route writes it with `publicId(prefix, uuid)`. */
export function idOut(prefix: IdPrefix) {
  return z
    .string()
    .regex(pattern(prefix))
    .meta({ examples: [`${prefix}_${SAMPLE}`] });
}

/** The public form, for a route shaping its answer; null stays null. */
export function showId(prefix: IdPrefix, uuid: string): string;
export function showId(prefix: IdPrefix, uuid: string | null): string | null;
export function showId(prefix: IdPrefix, uuid: string | null): string | null {
  return uuid === null ? null : publicId(prefix, uuid);
}
