// What the tabs of one browser tell each other: who is signed in. A tab that hears of nobody, or of somebody
// else, forgets what it read and asks the server anew. It never tells more than the account's id.
//   watchOtherTabs(queries, () => location.reload()); tellTabs(null)
import type { QueryClient } from "@tanstack/react-query";
import { type Session, sessionQuery } from "./session.ts";

const tabs = new BroadcastChannel("partage-session");

/** Null: whoever was signed in is not any more. */
export function tellTabs(account: string | null): void {
  tabs.postMessage(account);
}

export function watchOtherTabs(queries: QueryClient, beginAnew: () => void): void {
  let told: string | undefined;
  const mine = () => queries.getQueryData<Session>(sessionQuery.queryKey)?.account.id;
  queries.getQueryCache().subscribe(({ type, query }) => {
    if (query.queryKey[0] !== sessionQuery.queryKey[0]) return;
    // Signed out: whoever signs in next is told of, the same account as well.
    if (type === "removed") told = undefined;
    if (type !== "updated") return;
    const account = mine();
    if (account === undefined || account === told) return;
    told = account;
    tellTabs(account);
  });
  tabs.onmessage = ({ data: account }: MessageEvent<string | null>) => {
    if (mine() === undefined || mine() === account) return;
    queries.clear();
    beginAnew();
  };
}
