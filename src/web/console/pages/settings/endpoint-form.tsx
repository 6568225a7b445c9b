// The window in which an address that is told what happens here is added or changed: where, and what of;
// none chosen are all. It never shows the secret.
//   <EndpointForm title={…} act={…} start={{ url, types: [] }} send={…} onDone={…} onClose={close} />
import { MultiSelect } from "@mantine/core";
import { EVENT_TYPES } from "../../../../wire/event-types.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { TextField } from "../../../parts/fields.tsx";
import { Form } from "../../../parts/form.tsx";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";

interface Told {
  url: string;
  types: string[];
}

interface Props<R> {
  title: string;
  act: string;
  hint?: string;
  start: Told;
  send: (told: Told) => Promise<R>;
  onDone: (answer: R) => Promise<unknown>;
  onClose: () => void;
}

export function EndpointForm<R>({ title, act, hint, start, send, onDone, onClose }: Props<R>) {
  const { say } = useWords();
  const form = useForm({
    start,
    check: ({ url }) => ({
      url: URL.canParse(url) && /^https?:/.test(url) ? undefined : say("hooks.badUrl"),
    }),
    send: ({ url, types }) => send({ url: url.trim(), types }),
    onDone: async (answer) => {
      await onDone(answer);
      onClose();
    },
  });
  const { types } = form.values;
  return (
    <Dialog title={title} onClose={onClose}>
      <Form form={form} act={act} onLeave={onClose} isUnguarded>
        <TextField
          form={form}
          name="url"
          label={say("hooks.address")}
          {...(hint === undefined ? {} : { hint })}
          inputMode="url"
          isFirst
        />
        <MultiSelect
          label={say("hooks.types")}
          description={say("hooks.typesHint")}
          inputWrapperOrder={["label", "input", "description"]}
          placeholder={types.length === 0 ? say("hooks.all") : ""}
          data={[...EVENT_TYPES]}
          value={types}
          searchable
          clearable
          clearButtonProps={{ "aria-label": say("form.clear") }}
          onChange={(chosen) => form.set({ types: chosen })}
        />
      </Form>
    </Dialog>
  );
}
