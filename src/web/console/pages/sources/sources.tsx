// Where sales come from: the platforms that are connected and how each is doing, and those that can be. It
// never shows a secret; a source's own page changes it.
//   /w/ws_…/sources
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "../../../parts/data-table.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { connectSourceAddress, messagesAddress, newImportAddress, sourceAddress } from "../../addresses.ts";
import { PLATFORMS, type Source, sourcesQuery } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { SourceState } from "./source-state.tsx";
import css from "./sources.module.css";

export function Sources() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const sources = useQuery({ ...sourcesQuery(ws), enabled: may("imports") });
  const rows = sources.data ?? [];
  const columns = useColumns();
  if (!may("imports")) {
    return (
      <Page title={say("nav.sources")}>
        <NoAccess says={say("sources.noAccess")} />
      </Page>
    );
  }
  const others = PLATFORMS.filter(({ name }) => !rows.some((one) => one.name === name));
  const all =
    rows.length > 0 ? (
      <Button component={Link} to={messagesAddress(ws)} variant="default">
        {say("messages.all")}
      </Button>
    ) : null;
  return (
    <Page title={say("nav.sources")} lead={say("sources.lead")} action={all}>
      {sources.isError ? <Problem error={sources.error} onRetry={() => void sources.refetch()} /> : null}
      {sources.isPending || rows.length > 0 ? (
        <DataTable
          says={say("nav.sources")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.name}
          linkOf={(one) => sourceAddress(ws, one.name)}
          isLoading={sources.isPending}
        />
      ) : null}
      {sources.isSuccess ? (
        <Section title={say(rows.length > 0 ? "sources.more" : "sources.first")}>
          <ul className={css.list}>
            {others.map(({ name, title }) => (
              <Offered key={name} name={name} title={title} />
            ))}
            <li className={css.item}>
              <div>
                <h3 className={css.name}>{say("sources.file")}</h3>
                <p className={css.says}>{say("sources.fileSays")}</p>
              </div>
              <Button component={Link} to={newImportAddress(ws)} variant="default">
                {say("imports.new")}
              </Button>
            </li>
            <li className={css.item}>
              <div>
                <h3 className={css.name}>{say("sources.api")}</h3>
                <p className={css.says}>{say("sources.apiSays")}</p>
              </div>
              <Button component="a" href="/docs" target="_blank" rel="noopener" variant="default">
                {say("sources.apiDocs")}
              </Button>
            </li>
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function Offered({ name, title }: { name: "stripe" | "hotmart"; title: string }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <li className={css.item}>
      <div>
        <h3 className={css.name}>{title}</h3>
        <p className={css.says}>{say(`sources.says.${name}`)}</p>
      </div>
      {may("sources") ? (
        <Button
          component={Link}
          to={connectSourceAddress(ws, name)}
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
        >
          {say("sources.connect", { title })}
        </Button>
      ) : (
        <span className={css.says}>{say("sources.whoConnects")}</span>
      )}
    </li>
  );
}

function useColumns(): Column<Source>[] {
  const { say } = useWords();
  const count = (key: "parked" | "failed", tone: "pending" | "taken"): Column<Source> => ({
    key,
    head: say(`sources.${key}`),
    align: "end",
    cell: (one) =>
      one[key] === 0 ? (
        "–"
      ) : (
        <span className={css.count} data-tone={tone}>
          {say("number", { n: one[key] })}
        </span>
      ),
  });
  return [
    {
      key: "name",
      head: say("word.source"),
      card: "title",
      cell: (one) => one.title,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "figure",
      cell: (one) => <SourceState source={one} />,
    },
    {
      key: "last",
      head: say("sources.last"),
      cell: (one) => (one.lastReceivedAt ? <When at={one.lastReceivedAt} /> : say("sources.never")),
    },
    count("parked", "pending"),
    count("failed", "taken"),
  ];
}
