// Addresses of ours that are told what happens here: added, and how each stands. The secret that signs every
// message is shown once, right after it was made.
import { Button, MultiSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EVENT_TYPES } from "../../../../wire/event-types.ts";
import { Secret } from "../../../parts/copy.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { webhookAddress } from "../../addresses.ts";
import { createEndpoint, type Endpoint, endpointsQuery } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

const TONES = { active: "good", paused: "quiet", disabled: "taken" } as const;

export function EndpointState({ state }: { state: Endpoint["state"] }) {
  const { say } = useWords();
  return <Status tone={TONES[state]}>{say(`hookState.${state}`)}</Status>;
}

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

interface AddProps {
  onClose: () => void;
  onMade: (shown: { url: string; secret: string }) => void;
}

function AddEndpoint({ onClose, onMade }: AddProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const form = useForm({
    start: { url: "https://", types: [] as string[] },
    check: ({ url }) => ({
      url: URL.canParse(url) && /^https?:/.test(url) ? undefined : say("hooks.badUrl"),
    }),
    send: ({ url, types }) => createEndpoint(ws, { url: url.trim(), types }),
    onDone: async ({ url, secret }) => {
      await queries.invalidateQueries({ queryKey: endpointsQuery(ws).queryKey });
      if (secret) onMade({ url, secret });
      onClose();
    },
  });
  return (
    <Dialog title={say("hooks.addTitle")} onClose={onClose}>
      <Form form={form} act={say("hooks.add")} onLeave={onClose} isUnguarded>
        <TextField
          form={form}
          name="url"
          label={say("hooks.address")}
          hint={say("hooks.addressHint")}
          inputMode="url"
          isFirst
        />
        <TypesField value={form.values.types} onChange={(types) => form.set({ types })} />
      </Form>
    </Dialog>
  );
}

export function TypesField({ value, onChange }: { value: string[]; onChange: (types: string[]) => void }) {
  const { say } = useWords();
  return (
    <MultiSelect
      label={say("hooks.types")}
      description={say("hooks.typesHint")}
      inputWrapperOrder={["label", "input", "description"]}
      placeholder={value.length === 0 ? say("hooks.all") : ""}
      data={[...EVENT_TYPES]}
      value={value}
      searchable
      clearable
      clearButtonProps={{ "aria-label": say("form.clear") }}
      onChange={onChange}
    />
  );
}
