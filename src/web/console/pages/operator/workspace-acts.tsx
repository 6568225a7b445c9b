// What an operator can do about one workspace: set the platform's fee of its new products, suspend it with a
// reason, lift that, ask its owner for leave to look. Each says what follows for the people in it.
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { ReachedBy } from "../../../parts/reached-menu.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import {
  askToLook,
  installationQuery,
  type OperatorWorkspace,
  suspendWorkspace,
} from "../../data/operator.ts";
import type { WorkspaceAct } from "./workspace-items.tsx";

const SetFee = later(() => import("./set-fee.tsx"), "SetFee");

const load = () => import("./workspace-items.tsx").then((file) => ({ default: file.WorkspaceItems }));
const WorkspaceItems = lazy(load);

type Act = Exclude<WorkspaceAct, "fee">;

export function WorkspaceActs({ workspace }: { workspace: OperatorWorkspace }) {
  const { say } = useWords();
  const [act, setAct] = useState<WorkspaceAct | null>(null);
  const { name, suspended, member, grant } = workspace;
  const mayAsk = !member && grant?.state !== "asked" && grant?.state !== "given";
  const acts: WorkspaceAct[] = [
    ...(mayAsk ? (["look"] as const) : []),
    "fee",
    suspended ? "lift" : "suspend",
  ];
  return (
    <>
      <ReachedBy
        onReach={() => void load()}
        draw={(facts) => (
          <Button
            variant="default"
            size="xs"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("operator.actsOf", { name })}
            {...facts}
          >
            {say("operator.acts")}
          </Button>
        )}
        menu={(button) => <WorkspaceItems button={button} acts={acts} onAct={setAct} />}
      />
      {act === "fee" ? <SetFee workspace={workspace} onClose={() => setAct(null)} /> : null}
      {act !== null && act !== "fee" ? (
        <Asking act={act} workspace={workspace} onClose={() => setAct(null)} />
      ) : null}
    </>
  );
}

const HOURS = 24;
const MOST_HOURS = 168;

function Asking({
  act,
  workspace,
  onClose,
}: {
  act: Act;
  workspace: OperatorWorkspace;
  onClose: () => void;
}) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const [hours, setHours] = useState(String(HOURS));
  const areHours = /^\d{1,3}$/.test(hours) && Number(hours) >= 1 && Number(hours) <= MOST_HOURS;
  const { id, name } = workspace;
  const send = useMutation({
    mutationFn: () =>
      act === "look"
        ? askToLook({ workspace: id, reason: reason.trim(), hours: Number(hours) })
        : suspendWorkspace(id, act === "suspend" ? reason.trim() : null),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: installationQuery.queryKey });
      toast.tell({ says: say(`operator.done.${act}`, { name }) });
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={say(`operator.ask.${act}`, { name })}
      act={say(`operator.act.${act}`, { name })}
      final={say(`operator.final.${act}`)}
      isReady={act === "lift" || (reason.trim() !== "" && (act !== "look" || areHours))}
      isWorking={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{say(`operator.says.${act}`, { name })}</p>
      {act === "lift" ? null : (
        <TextInput
          label={say("operator.reason")}
          description={say(act === "look" ? "operator.reasonLook" : "operator.reasonSuspend")}
          required
          withAsterisk={false}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {act === "look" ? (
        <TextInput
          mt="md"
          w="8rem"
          label={say("operator.hours")}
          description={say("operator.hoursHint", { most: MOST_HOURS })}
          inputMode="numeric"
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      ) : null}
    </Confirm>
  );
}
