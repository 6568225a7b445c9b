// Addresses of ours that are told what happens here: added, and how each stands. The secret that signs every
// message is shown once, right after it was made.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Secret } from "../../../parts/copy.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { webhookAddress } from "../../addresses.ts";
import { type Endpoint, endpointsQuery } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { EndpointState } from "./endpoint-state.tsx";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

const AddEndpoint = later(() => import("./add-endpoint.tsx"), "AddEndpoint");

export function Webhooks() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const endpoints = useQuery({ ...endpointsQuery(ws), enabled: may("settings") });
  const [isAdding, setAdding] = useState(false);
  const [shown, setShown] = useState<{ url: string; secret: string } | null>(null);
  const rows = endpoints.data?.data ?? [];
  const add = may("settings") ? (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
      {say("hooks.add")}
    </Button>
  ) : undefined;
  return (
    <SettingsShell title={say("settings.webhooks")} lead={say("hooks.lead")} action={add}>
      {may("settings") ? null : <NoAccess says={say("settings.leadsOnly")} />}
      {shown ? (
        <Secret
          label={say("hooks.secretOf", { url: shown.url })}
          value={shown.secret}
          says={say("hooks.secretSays")}
        />
      ) : null}
      {endpoints.isError ? (
        <Problem error={endpoints.error} onRetry={() => void endpoints.refetch()} />
      ) : null}
      {endpoints.isSuccess && rows.length === 0 ? (
        <Empty title={say("hooks.none")} says={say("hooks.noneSays")} />
      ) : null}
      {rows.length > 0 || (endpoints.isPending && may("settings")) ? (
        <EndpointTable rows={rows} isLoading={endpoints.isPending} />
      ) : null}
      {isAdding ? <AddEndpoint onClose={() => setAdding(false)} onMade={setShown} /> : null}
    </SettingsShell>
  );
}

function EndpointTable({ rows, isLoading }: { rows: Endpoint[]; isLoading: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const columns: Column<Endpoint>[] = [
    {
      key: "url",
      head: say("hooks.address"),
      card: "title",
      cell: (one) => <span className={css.code}>{one.url}</span>,
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <EndpointState state={one.state} />,
    },
    {
      key: "types",
      head: say("hooks.types"),
      cell: (one) =>
        one.types.length === 0 ? say("hooks.all") : say("hooks.typeCount", { count: one.types.length }),
    },
    {
      key: "made",
      head: say("keys.made"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
  ];
  return (
    <DataTable
      says={say("settings.webhooks")}
      rows={rows}
      columns={columns}
      keyOf={(one) => one.id}
      linkOf={(one) => webhookAddress(ws, one.id)}
      isLoading={isLoading}
    />
  );
}
