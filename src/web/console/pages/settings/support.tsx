// Who runs this installation and asked to look in here: why, for how long; leave given, refused, taken back.
// Nothing is seen without it, nothing can be changed with it, and each look stands in the audit trail.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Status, type Tone } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import { answerGrant, grantsQuery, revokeGrant, type SupportGrant } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";
import { SettingsShell } from "./settings-shell.tsx";

const TONES: Record<SupportGrant["state"], Tone> = {
  asked: "pending",
  given: "good",
  refused: "quiet",
  revoked: "taken",
  expired: "quiet",
};

export function Support() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const grants = useQuery({ ...grantsQuery(ws), enabled: may("settings") });
  const rows = grants.data?.data ?? [];
  return (
    <SettingsShell title={say("settings.support")} lead={say("support.lead")}>
      {may("settings") ? null : <NoAccess says={say("settings.leadsOnly")} />}
      {grants.isError ? <Problem error={grants.error} onRetry={() => void grants.refetch()} /> : null}
      {grants.isSuccess && rows.length === 0 ? (
        <Empty title={say("support.none")} says={say("support.noneSays")} />
      ) : null}
      {rows.length > 0 ? (
        <ul className={css.trail}>
          {rows.map((grant) => (
            <Grant key={grant.id} grant={grant} />
          ))}
        </ul>
      ) : null}
    </SettingsShell>
  );
}

function Grant({ grant }: { grant: SupportGrant }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const name = grant.operator.name || grant.operator.email;
  return (
    <li className={css.entry}>
      <When at={grant.askedAt} />
      <div>
        <p>
          <strong>{name}</strong> {say("support.asks", { hours: grant.hours })}{" "}
          <Status tone={TONES[grant.state]}>{say(`grant.${grant.state}`)}</Status>
        </p>
        <p>{grant.reason}</p>
        {grant.state === "given" && grant.expiresAt ? (
          <p className={css.subject}>
            {say("support.until")} <When at={grant.expiresAt} />
          </p>
        ) : null}
        <div className={css.acts}>
          <GrantActs grant={grant} name={name} />
          <Link className={css.subject} to={settingsAddress(ws, "audit")} search={{ subject: grant.id }}>
            {say("support.looks")}
          </Link>
        </div>
      </div>
    </li>
  );
}

function GrantActs({ grant, name }: { grant: SupportGrant; name: string }) {
  const { say } = useWords();
  const { ws, role, own } = useWorkspace();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const after = async () => {
    await queries.invalidateQueries({ queryKey: grantsQuery(ws).queryKey });
    setAsking(false);
  };
  const answer = useMutation({
    mutationFn: (given: boolean) => answerGrant(ws, grant.id, given),
    onSuccess: after,
  });
  const revoke = useMutation({ mutationFn: () => revokeGrant(ws, grant.id), onSuccess: after });
  if (role !== "owner")
    return grant.state === "asked" ? <span className={css.here}>{say("support.ownerDecides")}</span> : null;
  if (grant.state === "given") {
    return (
      <>
        <Button variant="default" size="xs" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {say("support.revoke", { name })}
        </Button>
        {revoke.error ? <Problem error={revoke.error} /> : null}
      </>
    );
  }
  if (grant.state !== "asked") return null;
  return (
    <>
      <Button size="xs" onClick={() => setAsking(true)}>
        {say("support.give")}
      </Button>
      <Button
        variant="default"
        size="xs"
        loading={answer.isPending && !isAsking}
        onClick={() => answer.mutate(false)}
      >
        {say("support.refuse")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("support.giveTitle", { name, business: own?.name ?? "" })}
        act={say("support.giveAct", { name, hours: grant.hours })}
        final={say("support.giveFinal")}
        isWorking={answer.isPending}
        error={answer.error}
        onConfirm={() => answer.mutate(true)}
        onClose={() => setAsking(false)}
      >
        <p>{say("support.giveSays", { reason: grant.reason })}</p>
      </Confirm>
    </>
  );
}
