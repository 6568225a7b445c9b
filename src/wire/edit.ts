// What things that people edit have in common: whether they are in use, and the version that a change is
// based on. Never a resource of its own.
// Example: PATCH { "price": 5900, "basedOn": 3 } while it is at version 4 → 409 changed_meanwhile.
import { z } from "zod";

export const status = z.enum(["active", "inactive"]);

/** What a change is based on, so that the second of two people who edit at once is told. */
export const basedOn = z
  .int()
  .min(1)
  .max(1_000_000_000)
  .optional()
  .meta({
    description:
      "The version you saw. When it has moved on, nothing is changed: 409 `changed_meanwhile` with the changes since.",
    examples: [1],
  });
