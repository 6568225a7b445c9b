// The terms that this workspace keeps for invitations: which there are, which one invitations begin with;
// renamed, made the default, deleted. What was invited by one keeps its own terms, and the page says so.
//   /w/ws_…/proposals/templates

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { invitePartnerAddress, proposalsAddress } from "../../addresses.ts";
import type { ContractVersion } from "../../data/products-around.ts";
import { changeTemplate, deleteTemplate, type TermsTemplate, templatesQuery } from "../../data/templates.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { termsInWords } from "../products/contract-words.ts";
import css from "./templates.module.css";

export function Templates() {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const found = useQuery(templatesQuery(ws));
  const templates = found.data?.data ?? [];
  const mayKeep = role === "owner" || role === "admin";
  const invite = mayKeep ? (
    <Button component={Link} to={invitePartnerAddress(ws)} variant="default">
      {say("invitePartner.title")}
    </Button>
  ) : null;
  return (
    <Page
      title={say("templates.title")}
      lead={say("templates.lead")}
      back={{ to: proposalsAddress(ws), name: say("proposals.title") }}
      action={templates.length > 0 ? invite : null}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={4} /> : null}
      {found.isSuccess && templates.length === 0 ? (
        <Empty title={say("templates.empty")} says={say("templates.emptySays")} action={invite} />
      ) : null}
      <ul className={css.list}>
        {templates.map((one) => (
          <Kept key={one.id} template={one} mayKeep={mayKeep} />
        ))}
      </ul>
    </Page>
  );
}

function Kept({ template, mayKeep }: { template: TermsTemplate; mayKeep: boolean }) {
  const words = useWords();
  const { say } = words;
  const terms = { share: null, ...template.terms } as unknown as ContractVersion;
  return (
    <li className={css.kept}>
      <div className={css.head}>
        <h2 className={css.name}>{template.name}</h2>
        {template.isDefault ? <Status tone="good">{say("templates.isDefault")}</Status> : null}
      </div>
      <p>{termsInWords(terms, words)}</p>
      <p className={css.quiet}>
        {say(`contract.renewals.${terms.renewals}`)} ·{" "}
        {terms.tail === "none"
          ? say("contract.tail.none")
          : say("contract.tail.days", { count: terms.tail.renewalsForDays })}
        {terms.noticeDays ? ` · ${say("templates.notice", { count: terms.noticeDays })}` : null} ·{" "}
        <When at={template.changedAt} show="day" />
      </p>
      {mayKeep ? <Acts template={template} /> : null}
    </li>
  );
}

function Acts({ template }: { template: TermsTemplate }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: templatesQuery(ws).queryKey });
  const prefer = useMutation({
    ...tellFailure,
    mutationFn: () => changeTemplate(ws, template.id, { isDefault: !template.isDefault }),
    onSuccess: again,
  });
  const remove = useMutation({
    mutationFn: () => deleteTemplate(ws, template.id),
    onSuccess: async () => {
      setOpen(null);
      await again();
    },
  });
  const { name } = template;
  return (
    <div className={css.acts}>
      <Button variant="subtle" size="compact-sm" loading={prefer.isPending} onClick={() => prefer.mutate()}>
        {say(template.isDefault ? "templates.unprefer" : "templates.prefer")}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen("rename")}>
        {say("templates.rename")}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen("delete")}>
        {say("templates.deleteAsk")}
      </Button>
      {open === "rename" ? <Rename template={template} onClose={() => setOpen(null)} onDone={again} /> : null}
      {open === "delete" ? (
        <Confirm
          isOpen
          title={say("templates.deleteTitle", { name })}
          act={say("templates.delete", { name })}
          final={say("templates.deleteFinal")}
          isWorking={remove.isPending}
          error={remove.error ?? undefined}
          onConfirm={() => remove.mutate()}
          onClose={() => setOpen(null)}
        >
          {null}
        </Confirm>
      ) : null}
    </div>
  );
}

interface RenameProps {
  template: TermsTemplate;
  onClose: () => void;
  onDone: () => Promise<void>;
}

function Rename({ template, onClose, onDone }: RenameProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { tell } = useToast();
  const form = useForm<{ name: string }, TermsTemplate>({
    start: { name: template.name },
    check: ({ name }) => ({ name: name.trim() === "" ? say("form.required") : undefined }),
    send: ({ name }) => changeTemplate(ws, template.id, { name: name.trim() }),
    onDone: async (made) => {
      await onDone();
      tell({ says: say("templates.kept", { name: made.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={say("templates.renameTitle", { name: template.name })} onClose={onClose}>
      <Form form={form} act={say("templates.rename")} onLeave={onClose} isUnguarded>
        <TextField form={form} name="name" label={say("templates.name")} maxLength={100} isFirst />
      </Form>
    </Dialog>
  );
}
