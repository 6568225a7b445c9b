// Which business this browser was in last, so that "/" leads there again. Its id alone, and nothing of it:
// who is no member of it any more is led to the first.
//   lastWorkspace.pick([{ id: "ws_1" }, { id: "ws_2" }]) → { id: "ws_2" }
const KEY = "partage-workspace";

export const lastWorkspace = {
  keep(ws: string): void {
    try {
      localStorage.setItem(KEY, ws);
    } catch {
      // A browser that keeps nothing begins with the first.
    }
  },
  pick<W extends { id: string }>(all: readonly W[]): W | undefined {
    return all.find((one) => one.id === read()) ?? all[0];
  },
};

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
