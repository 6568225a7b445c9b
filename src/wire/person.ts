// What people type to be known by, on the network: an e-mail address and a password. Addresses are compared
// in lower case. Example: emailIn.parse("Ana@Example.com") → "ana@example.com".
import { z } from "zod";

export const emailIn = z
  .email("must be an e-mail address")
  .max(254)
  .meta({ examples: ["ana@example.com"] })
  .transform((text) => text.toLowerCase());

/** Long enough to matter, short enough to hash. */
export const passwordIn = z.string().min(10, "must have at least 10 characters").max(200);
