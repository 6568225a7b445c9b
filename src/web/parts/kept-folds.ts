// Which groups of the menu somebody folded, in this browser. It never keeps anything of a workspace.
//   keptFolds.read() → ["money"]
const KEY = "partage-folded";

export const keptFolds = {
  read(): string[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return [];
    }
  },
  keep(folded: readonly string[]): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(folded));
    } catch {
      // A browser that keeps nothing begins with all of it open each time.
    }
  },
};
