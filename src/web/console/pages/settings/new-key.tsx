// Makes an API key: what it is for and what it may do. Only what my own role may do can be given.
// The secret is handed on to be shown once, and kept nowhere.
import { Checkbox } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "../../../parts/dialog.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form, FormPart } from "../../../parts/form.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { createKey, keysQuery } from "../../data/settings.ts";
import { rolesQuery } from "../../data/team.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { usePermissionWord } from "./roles-table.tsx";
import css from "./settings.module.css";

interface Props {
  onClose: () => void;
  onMade: (shown: { name: string; secret: string }) => void;
}

export function NewKey({ onClose, onMade }: Props) {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const queries = useQueryClient();
  const wrong = useChecks();
  const word = usePermissionWord();
  const table = useQuery(rolesQuery(ws)).data?.data ?? [];
  const offered = table.filter((one) => one.key && one.roles.includes(role));
  const form = useForm({
    start: { name: "", scopes: [] as string[] },
    check: ({ name, scopes }) => ({
      name: wrong.blank(name),
      scopes: scopes.length === 0 ? say("keys.noScope") : undefined,
    }),
    send: ({ name, scopes }) => createKey(ws, { name: name.trim(), scopes }),
    onDone: async ({ name, secret }) => {
      await queries.invalidateQueries({ queryKey: keysQuery(ws).queryKey });
      if (secret) onMade({ name, secret });
      onClose();
    },
  });
  const { name, scopes } = form.values;
  return (
    <Dialog title={say("keys.makeTitle")} size="xl" onClose={onClose}>
      <Form
        form={form}
        act={name.trim() ? say("keys.makeNamed", { name: name.trim() }) : say("keys.make")}
        onLeave={onClose}
        isUnguarded
      >
        <TextField
          form={form}
          name="name"
          label={say("keys.name")}
          hint={say("keys.nameHint")}
          maxLength={100}
          isFirst
        />
        <FormPart title={say("keys.scopes")} says={say("keys.scopesSays")}>
          <Checkbox.Group
            value={scopes}
            error={form.errorOf("scopes")}
            onChange={(chosen) => form.set({ scopes: chosen })}
            aria-label={say("keys.scopes")}
          >
            <div className={css.scopes}>
              {offered.map((one) => (
                <Checkbox
                  key={one.permission}
                  value={one.permission}
                  label={word(one.permission)}
                  description={one.permission}
                />
              ))}
            </div>
          </Checkbox.Group>
        </FormPart>
      </Form>
    </Dialog>
  );
}
