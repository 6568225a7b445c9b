// Links as a list: code, whose, where it leads, clicks of the last thirty days; one opens to copy it, to show
// its QR code, to change it; many are archived at once. It holds no filter: those are the page's.
//   <LinkTable who={…} filters={{ q: "bio" }} mayChange withParty empty={<Empty … />} />
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type AnyLink, type LinkFilters, linksQuery, readLinks } from "../data/links.ts";
import { DataTable } from "../parts/data-table.tsx";
import { later } from "../parts/later.tsx";
import { PickBar } from "../parts/pick-bar.tsx";
import { Problem } from "../parts/problem.tsx";
import { Status } from "../parts/status.tsx";
import type { Column } from "../parts/table-column.ts";
import { usePicks } from "../parts/use-picks.ts";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./links.module.css";

const ArchiveLinks = later(() => import("./archive-links.tsx"), "ArchiveLinks");
const ShowLink = later(() => import("./show-link.tsx"), "ShowLink");

interface Props {
  who: Looker;
  filters: LinkFilters;
  mayChange: boolean;
  withParty?: boolean;
  empty: ReactNode;
}

export function LinkTable({ who, filters, mayChange, withParty = false, empty }: Props) {
  const { say } = useWords();
  const found = useInfiniteQuery(linksQuery(who, filters));
  const [open, setOpen] = useState<string | null>(null);
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const columns = useColumns(withParty, setOpen);
  const active = rows.filter((one) => one.state === "active");
  const picks = usePicks(active.map((one) => one.id));
  const [isArchiving, setArchiving] = useState(false);
  const opened = rows.find((one) => one.id === open);
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isSuccess && rows.length === 0) return empty;
  return (
    <>
      <DataTable
        says={say("links.title")}
        name={`links-${who.side}`}
        rows={rows}
        columns={columns}
        keyOf={(one) => one.id}
        picks={mayChange ? { of: picks, nameOf: (one) => `/l/${one.code}` } : undefined}
        isLoading={found.isPending}
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        exportAs={{
          name: "links",
          pageOf: (cursor, signal) => readLinks(who, filters, cursor, signal),
        }}
        foot={say(found.hasNextPage ? "list.shown" : "list.all", { count: rows.length })}
      />
      <PickBar picks={picks}>
        <Button size="xs" variant="default" onClick={() => setArchiving(true)}>
          {say("links.archive")}
        </Button>
      </PickBar>
      {isArchiving ? (
        <ArchiveLinks
          who={who}
          links={active.filter((one) => picks.picked.has(one.id))}
          onSettled={picks.settle}
          onClose={() => setArchiving(false)}
        />
      ) : null}
      {opened ? (
        <ShowLink who={who} link={opened} mayChange={mayChange} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function useColumns(withParty: boolean, onOpen: (id: string) => void): Column<AnyLink>[] {
  const { say } = useWords();
  const whose = (one: AnyLink) => one.party?.name ?? say("links.own");
  return [
    {
      key: "code",
      head: say("links.link"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          <span className={css.code}>/l/{one.code}</span>
          <span className={css.under}>{[one.campaign, one.subId].filter(Boolean).join(" · ")}</span>
        </span>
      ),
      csv: (one) => one.url,
    },
    ...(withParty
      ? [{ key: "party", head: say("links.whose"), card: "under" as const, cell: whose, csv: whose }]
      : []),
    {
      key: "product",
      head: say("word.product"),
      card: "line",
      cell: (one) => one.product.name,
      csv: (one) => one.product.name,
    },
    {
      key: "destination",
      head: say("links.leadsTo"),
      card: "line",
      cell: (one) => (
        <span className={css.names}>
          <span>{one.destination.name}</span>
          <span className={css.under}>{hostOf(one.destination.url)}</span>
        </span>
      ),
      csv: (one) => one.destination.url,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <Status tone={one.state === "active" ? "good" : "quiet"}>{say(`linkState.${one.state}`)}</Status>
      ),
      csv: (one) => say(`linkState.${one.state}`),
    },
    ...useLastColumns(onOpen),
  ];
}

/** When it was made, how often it was followed, and the way into it. */
function useLastColumns(onOpen: (id: string) => void): Column<AnyLink>[] {
  const { say, language } = useWords();
  const whole = new Intl.NumberFormat(language);
  return [
    {
      key: "made",
      head: say("links.made"),
      card: "none",
      isHidden: true,
      cell: (one) => <When at={one.createdAt} show="day" />,
      csv: (one) => one.createdAt,
    },
    {
      key: "clicks",
      head: say("links.clicks30"),
      align: "end",
      card: "line",
      cell: (one) => <span className={css.count}>{one.clicks === 0 ? "–" : whole.format(one.clicks)}</span>,
      csv: (one) => one.clicks,
    },
    {
      key: "acts",
      head: say("word.acts"),
      align: "end",
      card: "line",
      cell: (one) => (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={say("links.openOf", { code: one.code })}
          onClick={() => onOpen(one.id)}
        >
          {say("links.open")}
        </Button>
      ),
    },
  ];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
