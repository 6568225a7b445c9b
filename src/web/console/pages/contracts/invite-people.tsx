// Whom an invitation goes to: one address, or several that get the same terms, each for a share of its own.
// Says who an address already is here. Never sends.
//   <InvitePeople form={form} room="0.3" product={product} />
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { TextField } from "../../../parts/fields.tsx";
import { FormPart, FormRow } from "../../../parts/form.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import type { FormState } from "../../../parts/use-form.ts";
import { fieldErrors } from "../../../problems/say-problem.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { KnownPerson } from "../../frame/known-person.tsx";
import css from "./invite-people.module.css";
import {
  type InviteValues,
  MOST_PEOPLE,
  NOBODY,
  type Person,
  peopleOf,
  togetherOf,
  type Wrong,
  wrongRows,
} from "./invite-values.ts";

interface Props {
  form: FormState<InviteValues>;
  /** The largest share that still fits, as the server says: "0.3". */
  room: string | undefined;
}

export function InvitePeople({ form, room }: Props) {
  const { say } = useWords();
  const { values } = form;
  const isOne = values.others.length === 0;
  return (
    <FormPart title={say("invitePartner.who")}>
      {isOne ? <Single form={form} /> : <Several form={form} room={room} />}
      {values.others.length + 1 < MOST_PEOPLE ? (
        <div className={css.another}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => form.set({ others: [...values.others, NOBODY] })}
          >
            {say("invitePartner.another")}
          </Button>
        </div>
      ) : null}
    </FormPart>
  );
}

function Single({ form }: { form: FormState<InviteValues> }) {
  const words = useWords();
  const { say } = words;
  return (
    <>
      <FormRow>
        <TextField form={form} name="email" type="email" label={say("word.email")} isFirst />
        <TextField
          form={form}
          name="name"
          label={say("invitePartner.name")}
          hint={say("invitePartner.nameSays")}
          isOptional
          maxLength={200}
        />
      </FormRow>
      <KnownPerson email={form.values.email} as="coproducer" product={form.values.product} />
    </>
  );
}

function Several({ form, room }: Props) {
  const words = useWords();
  const { say, language } = words;
  const people = peopleOf(form.values);
  const wrong = form.failures > 0 ? wrongRows(form.values, words) : [];
  const put = (row: number, some: Partial<Person>) => {
    if (row === 0) return form.set(some);
    form.set({ others: form.values.others.map((one, at) => (at === row - 1 ? { ...one, ...some } : one)) });
  };
  const remove = (row: number) => {
    const [first = NOBODY, ...others] = people.filter((_, at) => at !== row);
    form.set({ ...first, others });
  };
  const together = togetherOf(form.values);
  const isOver = together !== null && room !== undefined && together > Number(room);
  return (
    <>
      <ol className={css.people}>
        {people.map((person, row) => (
          <Row
            // Rows have no name of their own until they are sent.
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
            key={row}
            {...{ row, person, form }}
            wrong={{ ...told(form, row, words), ...wrong[row] }}
            onChange={(some) => put(row, some)}
            onRemove={() => remove(row)}
          />
        ))}
      </ol>
      {together === null ? null : (
        <p className={isOver ? css.over : css.quiet} role="status">
          {say(isOver ? "invitePartner.togetherOver" : "invitePartner.together", {
            share: formatRate(together.toFixed(6), language),
            room: room === undefined ? "–" : formatRate(room, language),
          })}
        </p>
      )}
    </>
  );
}

/** What the server said of a row. */
function told({ error }: FormState<InviteValues>, row: number, words: Words): Wrong {
  const errors = fieldErrors(error, words);
  const of = (name: string) => errors[`invitations[${row}].${name}`];
  const [email, share] = [of("email") ?? of("party"), of("share")];
  return { ...(email ? { email } : {}), ...(share ? { share } : {}) };
}

interface RowProps {
  row: number;
  person: Person;
  form: FormState<InviteValues>;
  wrong: Wrong;
  onChange: (some: Partial<Person>) => void;
  onRemove: () => void;
}

function Row({ row, person, form, wrong, onChange, onRemove }: RowProps) {
  const { say } = useWords();
  const [isLeft, setLeft] = useState(person.email !== "");
  const n = row + 1;
  return (
    <li className={css.person}>
      <div className={css.fields}>
        <TextInput
          type="email"
          label={say("word.email")}
          aria-label={say("invitePartner.rowEmail", { n })}
          autoComplete="off"
          value={person.email}
          error={wrong.email}
          onBlur={() => setLeft(true)}
          onChange={(event) => onChange({ email: event.currentTarget.value })}
        />
        <TextInput
          label={say("invitePartner.name")}
          aria-label={say("invitePartner.rowName", { n })}
          autoComplete="off"
          maxLength={200}
          value={person.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {form.values.hasTiers ? null : (
          <TextInput
            label={say("agree.field.share")}
            aria-label={say("invitePartner.rowShare", { n })}
            className={css.share ?? ""}
            autoComplete="off"
            inputMode="decimal"
            rightSection={<span className={css.percent}>%</span>}
            value={person.share}
            error={wrong.share}
            onChange={(event) => onChange({ share: event.currentTarget.value })}
          />
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={css.remove ?? ""}
          onClick={onRemove}
        >
          <span aria-hidden="true">×</span>
          <span className="only-read">{say("invitePartner.removeRow", { n })}</span>
        </Button>
      </div>
      {isLeft ? <KnownPerson email={person.email} as="coproducer" product={form.values.product} /> : null}
    </li>
  );
}
