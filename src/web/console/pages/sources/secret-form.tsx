// The secret of a platform, pasted: the server looks whether it can be one, and the first message shows
// whether it is the right one. A new one leaves the old one good for as long as is chosen. It never shows one
// that is kept.
//   <SecretForm source={stripe} />
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChoiceField, PasswordField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type ConnectedSource, changeSource, connectionQuery } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";

const HOURS = ["0", "1", "24", "72"] as const;

export function SecretForm({ source }: { source: ConnectedSource }) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(!source.hasSecret);
  if (!isOpen) {
    return (
      <>
        <div className={css.acts}>
          <span>{say(`connect.secretKept.${source.name}`)}</span>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="switch" size={16} />}
            onClick={() => setOpen(true)}
          >
            {say(`connect.rotate.${source.name}`)}
          </Button>
        </div>
        {source.oldSecretUntil ? (
          <p className={css.note}>
            {say("connect.oldUntil")} <When at={source.oldSecretUntil} />
          </p>
        ) : null}
      </>
    );
  }
  return <Paste source={source} onClose={() => setOpen(false)} />;
}

function Paste({ source, onClose }: { source: ConnectedSource; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const { name, hasSecret } = source;
  const form = useForm({
    start: { secret: "", oldSecretHours: "24" },
    check: ({ secret }) => ({ secret: secret.trim() === "" ? say("connect.secretMissing") : undefined }),
    send: ({ secret, oldSecretHours }) =>
      changeSource(ws, name, {
        secret: secret.trim(),
        ...(hasSecret ? { oldSecretHours: Number(oldSecretHours) } : {}),
      }),
    onDone: (saved) => {
      queries.setQueryData(connectionQuery(ws, name, true).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [ws, "sources"], exact: true });
      onClose();
    },
  });
  return (
    <Form
      form={form}
      act={say(hasSecret ? `connect.rotate.${name}` : `connect.keepSecret.${name}`)}
      isUnguarded
      {...(hasSecret ? { onLeave: onClose } : {})}
    >
      <PasswordField
        form={form}
        name="secret"
        label={say(`connect.secretLabel.${name}`)}
        hint={say(`connect.secretHint.${name}`)}
        autoComplete="off"
      />
      {hasSecret ? (
        <ChoiceField
          form={form}
          name="oldSecretHours"
          label={say("connect.oldSecret")}
          hint={say("connect.oldSecretHint")}
          options={HOURS.map((value) => ({ value, label: say("connect.hours", { n: Number(value) }) }))}
        />
      ) : null}
    </Form>
  );
}
