// What can be done about an address that is told: other types, a pause, going on, another secret, taking it
// away. Each says what follows; the old secret signs beside the new one for a day.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import {
  changeEndpoint,
  type Endpoint,
  endpointsQuery,
  removeEndpoint,
  rotateHook,
} from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

const EditEndpoint = later(() => import("./edit-endpoint.tsx"), "EditEndpoint");

const GRACE_HOURS = 24;

interface Props {
  endpoint: Endpoint;
  onSecret: (secret: string | null) => void;
}

export function WebhookActs({ endpoint, onSecret }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"edit" | "rotate" | "remove" | null>(null);
  const { id, url, state } = endpoint;
  const close = () => setAsking(null);
  const refresh = () => queries.invalidateQueries({ queryKey: [ws, "endpoint", id] });
  const turn = useMutation({
    mutationFn: () => changeEndpoint(ws, id, { state: state === "active" ? "paused" : "active" }),
    onSuccess: refresh,
  });
  return (
    <div className={css.acts}>
      <Button variant="default" size="xs" loading={turn.isPending} onClick={() => turn.mutate()}>
        {say(state === "active" ? "hooks.pause" : "hooks.resume")}
      </Button>
      <Button variant="default" size="xs" onClick={() => setAsking("edit")}>
        {say("hooks.edit")}
      </Button>
      <Button variant="default" size="xs" onClick={() => setAsking("rotate")}>
        {say("hooks.rotate")}
      </Button>
      <Button variant="subtle" color="brick" size="xs" onClick={() => setAsking("remove")}>
        {say("hooks.remove")}
      </Button>
      {turn.error ? <Problem error={turn.error} /> : null}
      {asking === "edit" ? <EditEndpoint endpoint={endpoint} onClose={close} /> : null}
      {asking === "rotate" ? <Rotate id={id} onSecret={onSecret} onClose={close} /> : null}
      {asking === "remove" ? <Remove id={id} url={url} onClose={close} /> : null}
    </div>
  );
}

interface RotateProps {
  id: string;
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

function Rotate({ id, onSecret, onClose }: RotateProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => rotateHook(ws, id, GRACE_HOURS),
    onSuccess: async ({ secret }) => {
      onSecret(secret);
      await queries.invalidateQueries({ queryKey: [ws, "endpoint", id] });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say("hooks.rotateTitle")}
      act={say("hooks.rotate")}
      final={say("hooks.rotateFinal", { hours: GRACE_HOURS })}
      isWorking={rotate.isPending}
      error={rotate.error}
      onConfirm={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>{say("hooks.rotateSays")}</p>
    </Confirm>
  );
}

function Remove({ id, url, onClose }: { id: string; url: string; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => removeEndpoint(ws, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: endpointsQuery(ws).queryKey });
      await navigate({ to: settingsAddress(ws, "webhooks") });
    },
  });
  return (
    <Confirm
      isOpen
      title={say("hooks.removeTitle", { url })}
      act={say("hooks.remove")}
      final={say("hooks.removeFinal")}
      isWorking={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{say("hooks.removeSays")}</p>
    </Confirm>
  );
}
