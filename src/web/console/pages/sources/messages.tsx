// Every message that sources sent, newest first, narrowed by filters that live in the address. Nothing here
// can be changed; a message's own page tries it again or sets it aside.
//   /w/ws_…/messages?source=stripe&state=refused
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { sourcesAddress } from "../../addresses.ts";
import { deliveriesQuery, pageOfDeliveries } from "../../data/deliveries.ts";
import { sourcesQuery } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { MessageTable } from "./message-table.tsx";

const STATES = ["applied", "parked", "refused", "ignored", "dismissed", "stored"] as const;
const NAMES = ["source", "state", "type", "reason", "open", "from", "to"] as const;

export function Messages() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const zone = useZone();
  const { filters, isNarrowed } = useFilters(NAMES);
  const sources = useQuery({ ...sourcesQuery(ws), enabled: may("imports") }).data ?? [];
  const query = useInfiniteQuery({ ...deliveriesQuery(ws, filters, zone), enabled: may("imports") });
  const back = { to: sourcesAddress(ws), name: say("nav.sources") };
  if (!may("imports")) {
    return (
      <Page title={say("messages.title")} back={back}>
        <NoAccess says={say("parked.noAccess")} />
      </Page>
    );
  }
  const isEmpty = query.isSuccess && query.data.pages[0]?.data.length === 0;
  return (
    <Page title={say("messages.title")} lead={say("messages.lead")} back={back}>
      <FilterBar names={NAMES}>
        <SearchFilter name="type" says={say("messages.findType")} />
        <ChoiceFilter
          name="source"
          says={say("word.source")}
          any={say("messages.anySource")}
          options={sources.map((one) => ({ value: one.name, label: one.title }))}
        />
        <ChoiceFilter
          name="state"
          says={say("word.state")}
          any={say("messages.anyState")}
          options={STATES.map((value) => ({ value, label: say(`deliveryState.${value}`) }))}
        />
        <DatesFilter />
      </FilterBar>
      {query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : null}
      {isEmpty ? (
        <Empty
          title={say("messages.none")}
          says={say(isNarrowed ? "messages.noneFits" : "messages.noneSays")}
          action={isNarrowed ? undefined : <Link to={sourcesAddress(ws)}>{say("nav.sources")}</Link>}
        />
      ) : null}
      {isEmpty || query.isError ? null : (
        <MessageTable
          says={say("messages.title")}
          name="messages"
          query={query}
          withSource
          exportAs={{
            name: "messages",
            pageOf: (cursor, signal) => pageOfDeliveries(ws, filters, zone, { cursor, limit: 100, signal }),
          }}
        />
      )}
    </Page>
  );
}
