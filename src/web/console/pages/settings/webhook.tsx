// One address that is told: how it stands and why it was stopped, its types, a test, another secret beside
// the old one, and every message with what was sent and what came back.

import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Secret } from "../../../parts/copy.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { useFilters } from "../../../parts/filters.tsx";
import { Facts, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import {
  type Endpoint,
  endpointQuery,
  hookMessagesQuery,
  type Message,
  replayMessage,
  tryEndpoint,
} from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { EndpointState } from "./endpoint-state.tsx";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";
import { WebhookActs } from "./webhook-acts.tsx";

export function Webhook() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { endpoint: id = "" } = useParams({ strict: false }) as { endpoint?: string };
  const endpoint = useQuery(endpointQuery(ws, id));
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <SettingsShell
      title={say("hooks.one")}
      lead={endpoint.data ? <span className={css.code}>{endpoint.data.url}</span> : null}
      back={{ to: settingsAddress(ws, "webhooks"), name: say("settings.webhooks") }}
      {...(endpoint.data ? { action: <TryIt endpoint={endpoint.data} /> } : {})}
    >
      {endpoint.isError ? <Problem error={endpoint.error} onRetry={() => void endpoint.refetch()} /> : null}
      {secret ? (
        <Secret label={say("hooks.newSecret")} value={secret} says={say("hooks.rotatedSays")} />
      ) : null}
      {endpoint.data ? (
        <>
          <About endpoint={endpoint.data} />
          <WebhookActs endpoint={endpoint.data} onSecret={setSecret} />
          <Messages endpoint={id} />
        </>
      ) : null}
    </SettingsShell>
  );
}

function TryIt({ endpoint }: { endpoint: Endpoint }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const send = useMutation({
    ...tellFailure,
    mutationFn: () => tryEndpoint(ws, endpoint.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "endpoint", endpoint.id] });
      toast.tell({ says: say("hooks.testSent") });
    },
  });
  return (
    <Button loading={send.isPending} onClick={() => send.mutate()}>
      {say("hooks.test")}
    </Button>
  );
}

function About({ endpoint }: { endpoint: Endpoint }) {
  const { say } = useWords();
  const { state, types, stopped, oldSecretUntil, createdAt } = endpoint;
  return (
    <>
      {stopped && state !== "active" ? (
        <p className={css.note} role="status">
          <Status tone="taken">{say("hooks.stopped", { why: stopped.why })}</Status> <When at={stopped.at} />.{" "}
          {say("hooks.stoppedDo")}
        </p>
      ) : null}
      <Facts
        facts={[
          [say("word.state"), <EndpointState key="state" state={state} />],
          [say("hooks.types"), types.length === 0 ? say("hooks.all") : types.join(", ")],
          [say("keys.made"), <When key="made" at={createdAt} show="day" />],
          ...(oldSecretUntil
            ? ([[say("hooks.oldUntil"), <When key="old" at={oldSecretUntil} />]] as const)
            : []),
        ]}
      />
    </>
  );
}

const STATES = ["sent", "waiting", "failed"] as const;
const TONES = { sent: "good", waiting: "pending", failed: "taken" } as const;

function Messages({ endpoint }: { endpoint: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters, narrow } = useFilters(["state"]);
  const messages = useInfiniteQuery(hookMessagesQuery(ws, endpoint, filters.state));
  const [open, setOpen] = useState<Message | null>(null);
  const rows = messages.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<Message>[] = [
    {
      key: "type",
      head: say("hooks.type"),
      card: "title",
      cell: (one) => (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(one)}>
          {one.type}
        </Button>
      ),
    },
    { key: "at", head: say("word.when"), card: "under", cell: (one) => <When at={one.createdAt} /> },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <Status tone={TONES[one.state]}>{say(`hookMessage.${one.state}`)}</Status>,
    },
    { key: "answer", head: say("hooks.answer"), cell: (one) => one.lastMessage ?? "–" },
    { key: "tries", head: say("hooks.tries"), align: "end", card: "figure", cell: (one) => one.attempts },
  ];
  return (
    <Section
      title={say("hooks.log")}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={say("word.state")}
          value={filters.state ?? ""}
          data={[
            { value: "", label: say("hooks.any") },
            ...STATES.map((value) => ({ value, label: say(`hookMessage.${value}`) })),
          ]}
          onChange={(state) => narrow({ state })}
        />
      }
    >
      {messages.isError ? <Problem error={messages.error} onRetry={() => void messages.refetch()} /> : null}
      {messages.isSuccess && rows.length === 0 ? (
        <Empty title={say("hooks.noMessages")} says={say("hooks.noMessagesSays")} />
      ) : null}
      {rows.length > 0 || messages.isPending ? (
        <DataTable
          says={say("hooks.log")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.id}
          isLoading={messages.isPending}
          hasMore={messages.hasNextPage}
          isLoadingMore={messages.isFetchingNextPage}
          onMore={() => void messages.fetchNextPage()}
        />
      ) : null}
      {open ? <Exchange endpoint={endpoint} message={open} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

/** What was sent, what came back, and sending it again under the same id. */
function Exchange({
  endpoint,
  message,
  onClose,
}: {
  endpoint: string;
  message: Message;
  onClose: () => void;
}) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => replayMessage(ws, endpoint, message.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "endpoint", endpoint] });
      onClose();
    },
  });
  return (
    <Dialog title={message.type} size="xl" onClose={onClose}>
      <div className={css.exchange}>
        <Facts
          facts={[
            [
              say("hooks.messageId"),
              <span key="id" className={css.code}>
                {message.id}
              </span>,
            ],
            [say("hooks.tries"), String(message.attempts)],
            [say("hooks.lastTry"), message.lastAt ? <When key="last" at={message.lastAt} /> : "–"],
            [say("hooks.took"), message.lastMs === null ? "–" : `${message.lastMs} ms`],
            [
              say("hooks.nextTry"),
              message.nextAt && message.state === "waiting" ? <When key="next" at={message.nextAt} /> : "–",
            ],
          ]}
        />
        <h3>{say("hooks.request")}</h3>
        <pre className={css.pre}>{JSON.stringify(message.body, null, 2)}</pre>
        <h3>{say("hooks.response")}</h3>
        <pre className={css.pre}>
          {message.lastMessage ?? say("hooks.noAnswer")}
          {message.lastAnswer ? `\n\n${message.lastAnswer}` : ""}
        </pre>
        {again.error ? <Problem error={again.error} /> : null}
        <div>
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {say("hooks.replay")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
