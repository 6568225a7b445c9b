// Every entry of the ledger about a sale, each with its postings, which add up to zero. It never hides a
// posting.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { entryAddress } from "../../addresses.ts";
import { saleEntriesQuery } from "../../data/sale-story.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { entryName } from "../ledger/entry-name.ts";
import { Postings } from "../ledger/postings.tsx";
import css from "./sale-story.module.css";

export function SaleEntries({ sale }: { sale: string }) {
  const words = useWords();
  const { ws } = useWorkspace();
  const entries = useQuery(saleEntriesQuery(ws, sale));
  if (entries.isError) return <Problem error={entries.error} onRetry={() => void entries.refetch()} />;
  if (entries.isPending) return <Skeleton height={120} radius={6} />;
  return (
    <div className={css.entries}>
      {entries.data.data.map((entry) => (
        <details key={entry.seq} className={css.entry}>
          <summary>
            <span className={css.entryName}>{entryName(entry.kind, words)}</span>
            <span className={css.quiet}>
              {words.say("entry.number", { seq: entry.seq })} · <When at={entry.recordedAt} />
            </span>
          </summary>
          <Postings entry={entry} />
          <Link to={entryAddress(ws, entry.seq)} className={css.way}>
            {words.say("entry.open", { seq: entry.seq })}
          </Link>
        </details>
      ))}
    </div>
  );
}
