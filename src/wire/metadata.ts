// What every resource has of its owner's: a free object of strings, and an id in the owner's own system.
// Never read by us. Example: { "externalId": "order-8812", "metadata": { "campaign": "spring" } }.
import { z } from "zod";

export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((object) => Object.keys(object).length <= 50, "must have at most 50 keys")
  .meta({
    description: "Up to 50 keys of at most 40 characters, values of at most 500.",
    examples: [{ campaign: "spring" }],
  });

export const metadataOut = z.record(z.string(), z.string());

export const externalId = z
  .string()
  .min(1)
  .max(255)
  .meta({ description: "The id in your own system; unique among its kind.", examples: ["order-8812"] });

/** A name people read: no line breaks or other control characters, not only spaces. */
export function nameOf(max: number) {
  return (
    z
      .string()
      .max(max)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain line breaks or control characters")
      .refine((text) => text.trim() !== "", "must not be empty")
  );
}
