// API keys: what each is for, what it may do, when it was last used; made, given a new secret, revoked. A
// secret is shown once, right after it was made, and never again.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Secret } from "../../../parts/copy.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type ApiKey, keysQuery, revokeKey, rotateKey } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

interface Shown {
  name: string;
  secret: string;
}

const NewKey = later(() => import("./new-key.tsx"), "NewKey");

export function Keys() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const keys = useQuery({ ...keysQuery(ws), enabled: may("settings") });
  const [isMaking, setMaking] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const rows = keys.data?.data ?? [];
  const make = may("settings") ? (
    <Button leftSection={<Icon name="key" size={16} />} onClick={() => setMaking(true)}>
      {say("keys.make")}
    </Button>
  ) : undefined;
  return (
    <SettingsShell title={say("settings.keys")} lead={say("keys.lead")} action={make}>
      {may("settings") ? null : <NoAccess says={say("settings.leadsOnly")} />}
      {shown ? (
        <Secret
          label={say("keys.secretOf", { name: shown.name })}
          value={shown.secret}
          says={say("keys.secretSays")}
        />
      ) : null}
      {keys.isError ? <Problem error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.isSuccess && rows.length === 0 ? (
        <Empty title={say("keys.none")} says={say("keys.noneSays")} />
      ) : null}
      {rows.length > 0 || (keys.isPending && may("settings")) ? (
        <KeyTable keys={rows} isLoading={keys.isPending} onShow={setShown} />
      ) : null}
      {isMaking ? <NewKey onClose={() => setMaking(false)} onMade={setShown} /> : null}
    </SettingsShell>
  );
}

function KeyTable({
  keys,
  isLoading,
  onShow,
}: {
  keys: ApiKey[];
  isLoading: boolean;
  onShow: (shown: Shown) => void;
}) {
  const { say } = useWords();
  const columns: Column<ApiKey>[] = [
    {
      key: "name",
      head: say("keys.name"),
      card: "title",
      cell: (one) => (
        <span className={css.who}>
          <span>{one.name}</span>
          <small className={css.code}>…{one.hint}</small>
        </span>
      ),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) =>
        one.revokedAt ? (
          <Status tone="taken">{say("keys.revoked")}</Status>
        ) : (
          <Status tone="good">{say("keys.active")}</Status>
        ),
    },
    {
      key: "scopes",
      head: say("keys.scopes"),
      cell: (one) => say("keys.scopeCount", { count: one.scopes.length }),
    },
    {
      key: "made",
      head: say("keys.made"),
      card: "under",
      cell: (one) => <When at={one.createdAt} show="day" />,
    },
    {
      key: "used",
      head: say("keys.used"),
      cell: (one) => (one.lastUsedAt ? <When at={one.lastUsedAt} /> : say("keys.never")),
    },
    {
      key: "acts",
      head: say("word.acts"),
      align: "end",
      cell: (one) => (one.revokedAt ? null : <KeyActs apiKey={one} onShow={onShow} />),
    },
  ];
  return (
    <DataTable
      says={say("settings.keys")}
      rows={keys}
      columns={columns}
      keyOf={(one) => one.id}
      isLoading={isLoading}
    />
  );
}

const GRACE_HOURS = 24;

function KeyActs({ apiKey, onShow }: { apiKey: ApiKey; onShow: (shown: Shown) => void }) {
  const { say } = useWords();
  const [asking, setAsking] = useState<"rotate" | "revoke" | null>(null);
  const { name } = apiKey;
  const close = () => setAsking(null);
  return (
    <span className={css.acts}>
      <Button
        variant="default"
        size="xs"
        aria-label={say("keys.rotateOf", { name })}
        onClick={() => setAsking("rotate")}
      >
        {say("keys.rotate")}
      </Button>
      <Button
        variant="subtle"
        color="brick"
        size="xs"
        aria-label={say("keys.revokeOf", { name })}
        onClick={() => setAsking("revoke")}
      >
        {say("keys.revoke")}
      </Button>
      {asking === "rotate" ? <Rotate apiKey={apiKey} onShow={onShow} onClose={close} /> : null}
      {asking === "revoke" ? <Revoke apiKey={apiKey} onClose={close} /> : null}
    </span>
  );
}

interface RotateProps {
  apiKey: ApiKey;
  onShow: (shown: Shown) => void;
  onClose: () => void;
}

function Rotate({ apiKey: { id, name }, onShow, onClose }: RotateProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => rotateKey(ws, id, GRACE_HOURS),
    onSuccess: async ({ secret }) => {
      if (secret) onShow({ name, secret });
      await queries.invalidateQueries({ queryKey: keysQuery(ws).queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("keys.rotateTitle", { name })}
      act={say("keys.rotateOf", { name })}
      final={say("keys.rotateFinal", { hours: GRACE_HOURS })}
      isWorking={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>{say("keys.rotateSays")}</p>
    </Confirm>
  );
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { say, show } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const { id, name, lastUsedAt } = apiKey;
  const revoke = useMutation({
    mutationFn: () => revokeKey(ws, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keysQuery(ws).queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("keys.revokeTitle", { name })}
      act={say("keys.revokeOf", { name })}
      final={say("keys.revokeFinal")}
      isWorking={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>
        {lastUsedAt ? show("keys.revokeUsed", { at: <When at={lastUsedAt} /> }) : say("keys.revokeUnused")}
      </p>
    </Confirm>
  );
}
