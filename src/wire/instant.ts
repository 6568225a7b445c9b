// Instants on the network: RFC 3339 with Z or an offset comes in, ISO with Z and milliseconds goes out.
// Inside an instant is epoch milliseconds. Never a local time.
// Example: instantIn.parse("2026-03-01T09:00:00-03:00") → 1772366400000; out "2026-03-01T12:00:00.000Z".
import { z } from "zod";
import { type Instant, parseInstant } from "../base/instant.ts";

export const instantIn = z
  .string()
  .meta({
    description: "RFC 3339, with Z or an offset. Digits below the millisecond are cut off.",
    examples: ["2026-03-01T12:00:00Z"],
  })
  .transform((text, context): Instant => {
    const at = parseInstant(text);
    if (at !== undefined) return at;
    context.issues.push({
      code: "custom",
      message: "must be an instant such as 2026-03-01T12:00:00Z",
      input: text,
    });
    return z.NEVER;
  });

export const instantOut = z.string().meta({ format: "date-time", examples: ["2026-03-01T12:00:00.000Z"] });

/** What the database hands over, for an answer; null stays null. */
export function showInstant(at: Date | number): string;
export function showInstant(at: Date | number | null): string | null;
export function showInstant(at: Date | number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
