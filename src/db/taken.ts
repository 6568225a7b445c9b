// Which unique rule of the database an insert or update broke, so that a room can refuse it in its own words.
// Never decides what is said. Example: a second party "stripe" → takenBy(error) is "party_ref".

/** The constraint's or index's name; null for every other error. */
export function takenBy(error: unknown): string | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "23505" && constraint !== undefined ? constraint : null;
}
