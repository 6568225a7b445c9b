// The audit trail: who did what and when, newest first, with what was changed from what to what. Narrowed by
// person, kind, thing and day, all in the address; the same as a file.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { useWords } from "../../../words/words.tsx";
import { auditActorsQuery, auditFile, auditQuery } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { AUDIT_KIND_NAMES, typesOf } from "./audit-kinds.ts";
import { AuditLine, useActorName } from "./audit-line.tsx";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

const NAMES = ["actor", "type", "words", "subject", "from", "to"] as const;

export function Audit() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters: asked, isNarrowed } = useFilters(NAMES);
  const type = typesOf(asked.type);
  const filters = { ...asked, ...(type === undefined ? {} : { type }) };
  const nameOf = useActorName();
  const trail = useInfiniteQuery({ ...auditQuery(ws, filters), enabled: may("audit") });
  const actors = useQuery({ ...auditActorsQuery(ws), enabled: may("audit") }).data?.data ?? [];
  const rows = trail.data?.pages.flatMap((page) => page.data) ?? [];
  const file = may("audit") ? (
    <Button
      component="a"
      href={auditFile(ws, filters)}
      download
      variant="default"
      leftSection={<Icon name="download" size={16} />}
    >
      {say("audit.file")}
    </Button>
  ) : undefined;
  return (
    <SettingsShell title={say("settings.audit")} lead={say("audit.lead")} action={file}>
      {may("audit") ? null : <NoAccess says={say("audit.noAccess")} />}
      <FilterBar names={NAMES}>
        <ChoiceFilter
          name="actor"
          says={say("audit.who")}
          any={say("audit.anyone")}
          options={actors.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        <ChoiceFilter
          name="type"
          says={say("audit.what")}
          any={say("audit.anything")}
          options={AUDIT_KIND_NAMES.map((value) => ({ value, label: say(`auditKind.${value}`) }))}
        />
        <SearchFilter name="words" says={say("audit.words")} />
        <DatesFilter />
      </FilterBar>
      {trail.isError ? <Problem error={trail.error} onRetry={() => void trail.refetch()} /> : null}
      {trail.isPending && may("audit") ? <TextSkeleton lines={8} /> : null}
      {trail.isSuccess && rows.length === 0 ? (
        <Empty title={say(isNarrowed ? "audit.nothingFits" : "audit.none")} says={say("audit.noneSays")} />
      ) : null}
      {rows.length > 0 ? (
        <ol className={css.trail} aria-label={say("settings.audit")}>
          {rows.map((entry) => (
            <AuditLine key={entry.seq} entry={entry} />
          ))}
        </ol>
      ) : null}
      {trail.hasNextPage ? (
        <div>
          <Button
            variant="default"
            loading={trail.isFetchingNextPage}
            onClick={() => void trail.fetchNextPage()}
          >
            {say("action.showMore")}
          </Button>
        </div>
      ) : null}
    </SettingsShell>
  );
}
