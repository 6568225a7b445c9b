// An invitation to a programme while its guest signs in or reloads: its secret stands behind # in the
// address, is taken out of it at once and kept on this device for a day, also for the tab that a mailed
// sign-in link opens. Gone with the first use; it is sent in bodies only, never in an address.
//   invitedTo("piano", "k3V…") → "k3V…"; later invitedTo("piano") → "k3V…", until forgetInvited("piano")
const DAY_MS = 86_400_000;
const keyOf = (slug: string) => `partage-invited-${slug}`;

/** What stands in the address, or what was there within the last day. */
export function invitedTo(slug: string, inAddress?: string): string | undefined {
  try {
    if (inAddress !== undefined) {
      localStorage.setItem(keyOf(slug), JSON.stringify({ secret: inAddress, at: Date.now() }));
      return inAddress;
    }
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "null");
    const { secret, at } = (kept ?? {}) as { secret?: string; at?: number };
    if (typeof secret === "string" && typeof at === "number" && Date.now() - at < DAY_MS) return secret;
    localStorage.removeItem(keyOf(slug));
  } catch {
    // Then it is held until the page is left.
  }
  return inAddress;
}

export function forgetInvited(slug: string): void {
  try {
    localStorage.removeItem(keyOf(slug));
  } catch {
    // Nothing was kept.
  }
}
