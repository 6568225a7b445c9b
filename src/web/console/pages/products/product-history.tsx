// What was changed of a product and of what stands around it: who, when, from what to what, in words. Kept
// for ever; narrowed by kind in the address. It never shows a change without both ends.
//   /w/ws_…/products/product_…?tab=history&kind=offer
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { type Moment, Timeline } from "../../../parts/timeline.tsx";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { type ProductHistoryEntry, productHistoryQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { changeValue, fieldName, whatHappened } from "./history-words.tsx";
import css from "./product-history.module.css";
import { useToldIn } from "./use-told-in.ts";

const KINDS = ["product", "offer", "terms", "contract", "affiliation"] as const;

export function ProductHistory({ product }: { product: Product }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const { filters } = useFilters(["kind"]);
  const history = useInfiniteQuery(productHistoryQuery(ws, product.id, filters.kind));
  const currency = useToldIn(product.id);
  const rows = history.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Section title={say("product.history")}>
      <FilterBar names={["kind"]}>
        <ChoiceFilter
          name="kind"
          says={say("history.kind")}
          any={say("history.anyKind")}
          options={KINDS.map((kind) => ({ value: kind, label: say(`history.kind.${kind}`) }))}
        />
      </FilterBar>
      {history.isError ? <Problem error={history.error} onRetry={() => void history.refetch()} /> : null}
      {history.isPending ? <Skeleton height={240} radius={6} /> : null}
      {history.isSuccess && rows.length === 0 ? (
        <Empty title={say("history.none")} says={say("history.noneSays")} />
      ) : null}
      <Timeline moments={rows.map((one) => momentOf(one, currency, words))} />
      {history.hasNextPage ? (
        <Button
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {say("action.showMore")}
        </Button>
      ) : null}
    </Section>
  );
}

function momentOf(one: ProductHistoryEntry, toldIn: string | undefined, words: Words): Moment {
  const isEnd = one.type === "contract.ended";
  const isMade = one.type.endsWith(".created") || one.type.endsWith(".recorded");
  return {
    key: String(one.seq),
    tone: isEnd ? "taken" : isMade ? "good" : "quiet",
    title: whatHappened(one, words),
    at: one.at,
    aside: actorName(one.actor, words),
    body:
      one.changes.length === 0 && one.starts === null ? undefined : (
        <>
          {one.starts === null ? null : (
            <p className={css.starts}>
              {words.show(isEnd ? "history.ends" : "history.starts", { at: <When at={one.starts} /> })}
            </p>
          )}
          <Changes entry={{ ...one, currency: one.currency ?? toldIn ?? null }} />
        </>
      ),
  };
}

/** What matters first stands first; the rest as it came. */
const FIRST = ["status", "name", "price", "share", "rate", "base", "scope", "clauses"];

function inOrder(changes: ProductHistoryEntry["changes"]): ProductHistoryEntry["changes"] {
  const place = (path: string) => (FIRST.includes(path) ? FIRST.indexOf(path) : FIRST.length);
  return changes.toSorted((a, b) => place(a.path) - place(b.path));
}

function actorName({ kind, name }: ProductHistoryEntry["actor"], { say }: Words): string {
  return name ?? say(`history.actor.${kind}`);
}

function Changes({ entry }: { entry: ProductHistoryEntry }) {
  const words = useWords();
  const { say } = words;
  if (entry.changes.length === 0) return null;
  const isNew = entry.changes.every((change) => change.before === null);
  return (
    <table className={css.changes}>
      <caption className="only-read">{whatHappened(entry, words)}</caption>
      <thead className={isNew ? "only-read" : undefined}>
        <tr>
          <th scope="col">{say("meanwhile.field")}</th>
          {isNew ? null : <th scope="col">{say("side.before")}</th>}
          <th scope="col">{say("side.after")}</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(entry.changes).map((change) => (
          <tr key={change.path}>
            <th scope="row">{fieldName(change.path, words)}</th>
            {isNew ? null : <td>{changeValue(change.path, change.before, entry, words)}</td>}
            <td>{changeValue(change.path, change.after, entry, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
