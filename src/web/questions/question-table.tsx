// A list of questions: what was asked, about what, by whom, where it stands, and the whole of it as a file.
// For the console and the portal alike; it never answers from the list.
//   <QuestionTable who={who} filters={filters} linkOf={(one) => questionAddress(ws, one.id)} />
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import {
  type ListedQuestion,
  type QuestionFilters,
  questionsQuery,
  readQuestions,
} from "../data/questions.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Empty } from "../parts/empty.tsx";
import { Problem } from "../parts/problem.tsx";
import type { Column } from "../parts/table-column.ts";
import { When } from "../parts/when.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import css from "./question.module.css";
import { QuestionState, stateWord } from "./question-state.tsx";

interface Props {
  who: Looker;
  filters: QuestionFilters;
  isNarrowed: boolean;
  linkOf: (one: ListedQuestion) => string;
}

export function QuestionTable({ who, filters, isNarrowed, linkOf }: Props) {
  const words = useWords();
  const { say } = words;
  const found = useInfiniteQuery(questionsQuery(who, filters));
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) {
    const none = isNarrowed ? "question.noneFit" : "question.none";
    const says = isNarrowed ? "question.noneFitSays" : (`question.noneSays.${who.side}` as const);
    return <Empty title={say(none)} says={say(says)} />;
  }
  return (
    <DataTable
      says={say("question.many")}
      rows={rows}
      columns={columnsOf(words, who.side)}
      keyOf={(one) => one.id}
      linkOf={linkOf}
      isLoading={found.isPending}
      hasMore={found.hasNextPage}
      isLoadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      exportAs={{
        name: "questions",
        pageOf: (cursor, signal) => readQuestions(who, filters, cursor, signal),
        columns: fileColumns(words, who.side),
      }}
      foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
    />
  );
}

function columnsOf({ say }: Words, side: Looker["side"]): Column<ListedQuestion>[] {
  return [
    {
      key: "what",
      head: say("question.one"),
      cell: (one) => <span className={css.asked}>{one.text}</span>,
      card: "title",
    },
    ...(side === "producer"
      ? [
          {
            key: "party",
            head: say("question.by"),
            cell: (one: ListedQuestion) => <span className={css.by}>{one.party.name}</span>,
            card: "under" as const,
          },
        ]
      : []),
    {
      key: "about",
      head: say("question.about"),
      cell: (one) => say(`question.about.${one.about.kind}`, { product: one.product.name }),
      card: "line",
    },
    {
      key: "at",
      head: say("question.changed"),
      cell: (one) => <When at={one.changedAt} />,
      card: "line",
    },
    {
      key: "state",
      head: say("word.state"),
      cell: (one) => <QuestionState question={one} side={side} />,
      card: "underEnd",
    },
  ];
}

function fileColumns({ say }: Words, side: Looker["side"]) {
  return [
    { head: say("question.one"), cell: (one: ListedQuestion) => one.text },
    { head: say("question.by"), cell: (one: ListedQuestion) => one.askedBy },
    { head: say("agree.partner"), cell: (one: ListedQuestion) => one.party.name },
    { head: say("word.product"), cell: (one: ListedQuestion) => one.product.name },
    { head: say("question.about"), cell: (one: ListedQuestion) => one.about.id },
    { head: say("question.askedAt"), cell: (one: ListedQuestion) => one.askedAt },
    { head: say("question.changed"), cell: (one: ListedQuestion) => one.changedAt },
    { head: say("word.state"), cell: (one: ListedQuestion) => stateWord(say, one.state, side) },
    {
      head: say("question.decision"),
      cell: (one: ListedQuestion) => (one.decision === null ? "" : say(`question.is.${one.decision}`)),
    },
  ];
}
