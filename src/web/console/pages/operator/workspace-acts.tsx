// What an operator can do about one workspace: set the platform's fee of its new products, suspend it with a
// reason, lift that, ask its owner for leave to look. Each says what follows for the people in it.
import { Button, Menu, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import {
  askToLook,
  installationQuery,
  type OperatorWorkspace,
  suspendWorkspace,
} from "../../data/operator.ts";

const SetFee = later(() => import("./set-fee.tsx"), "SetFee");

type Act = "suspend" | "lift" | "look";

export function WorkspaceActs({ workspace }: { workspace: OperatorWorkspace }) {
  const { say } = useWords();
  const [act, setAct] = useState<Act | "fee" | null>(null);
  const { name, suspended, member, grant } = workspace;
  const mayAsk = !member && grant?.state !== "asked" && grant?.state !== "given";
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("operator.actsOf", { name })}
          >
            {say("operator.acts")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayAsk ? <Menu.Item onClick={() => setAct("look")}>{say("operator.look")}</Menu.Item> : null}
          <Menu.Item onClick={() => setAct("fee")}>{say("operator.setFee")}</Menu.Item>
          {suspended ? (
            <Menu.Item onClick={() => setAct("lift")}>{say("operator.lift")}</Menu.Item>
          ) : (
            <Menu.Item color="var(--brick)" onClick={() => setAct("suspend")}>
              {say("operator.suspend")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
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
