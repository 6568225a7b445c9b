// Which party was looked at last, for pages whose address names none. Kept for this tab alone.
// It never decides what one may see: an address and the server do.
//   lastParty.read() → "party_…" or null
const KEY = "partage-party";

export const lastParty = {
  read(): string | null {
    try {
      return sessionStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  keep(party: string): void {
    try {
      sessionStorage.setItem(KEY, party);
    } catch {
      // A browser that keeps nothing begins with the first party each time.
    }
  },
};
