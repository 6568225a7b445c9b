// Hands affiliates of a product over to another manager, several in one go: who, to whom, and what follows,
// before it is done. For later sales only: what was earned and what arrives late of earlier sales stays.
//   <HandOver who={…} product={…} affiliates={[{ id, name, manager: "Davi", sales: 12 }]} managers={…}
//     start={[carla.id]} onDone={…} onClose={…} />
import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { handOver } from "../data/programs.ts";
import { ChoiceField } from "../parts/choice-field.tsx";
import { LongTextField } from "../parts/fields.tsx";
import { Form } from "../parts/form.tsx";
import { useToast } from "../parts/toast.tsx";
import { type FormState, useForm } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./hand-over.module.css";
import own from "./programs.module.css";

export interface HandedOne {
  id: string;
  name: string;
  /** Who earns on its sales now; null where nobody does, left out where it is the reader. */
  manager?: { id: string; name: string } | null;
  /** Of the last ninety days, where it is known. */
  sales?: number;
}

interface Props {
  who: Looker;
  product: { id: string; name: string };
  affiliates: readonly HandedOne[];
  managers: readonly { id: string; name: string }[];
  /** May the affiliates be left without one? */
  mayBeNobody: boolean;
  start: readonly string[];
  onDone: () => void;
  onClose: () => void;
}

/** From here on a field finds whom one means. */
const MANY = 12;

interface Values {
  chosen: string[];
  to: string;
  reason: string;
}

const NOBODY = "nobody";

export function HandOver(props: Props) {
  const { who, product, affiliates, managers, mayBeNobody, start, onDone, onClose } = props;
  const { say } = useWords();
  const toast = useToast();
  const form = useForm<Values, { count: number }>({
    start: { chosen: [...start], to: managers[0]?.id ?? "", reason: "" },
    check: ({ chosen, to }) => ({
      chosen: chosen.length === 0 ? say("handOver.chooseSome") : undefined,
      to: to === "" ? say("form.required") : undefined,
    }),
    send: ({ chosen, to, reason }) =>
      handOver(who, product.id, chosen, to === NOBODY ? null : to, reason.trim()),
    onDone: ({ count }) => {
      toast.tell({ says: say("handOver.done", { count }) });
      onDone();
    },
  });
  const options = managers.map((one) => ({ value: one.id, label: one.name }));
  const nobody = { value: NOBODY, label: say("handOver.nobody") };
  return (
    <Form
      form={form}
      act={say("handOver.act", { count: movedOf(affiliates, form.values).length })}
      tone="danger"
      onLeave={onClose}
      isUnguarded
    >
      <WhoField form={form} affiliates={affiliates} />
      <ChoiceField
        form={form}
        name="to"
        label={say("recruits.handOverTo")}
        options={mayBeNobody ? [...options, nobody] : options}
      />
      <LongTextField
        form={form}
        name="reason"
        label={say("program.reason")}
        hint={say("handOver.reasonHint")}
        isOptional
      />
      <Follows
        affiliates={affiliates}
        managers={managers}
        values={form.values}
        isOwn={who.side === "party"}
      />
    </Form>
  );
}

function WhoField({ form, affiliates }: { form: FormState<Values>; affiliates: readonly HandedOne[] }) {
  const { say } = useWords();
  const { chosen } = form.values;
  const nowOf = ({ manager }: HandedOne) => {
    if (manager === undefined) return null;
    return manager ? say("handOver.now", { manager: manager.name }) : say("handOver.nowNobody");
  };
  const [sought, setSought] = useState("");
  const shown = affiliates.filter((one) => one.name.toLowerCase().includes(sought.trim().toLowerCase()));
  const isAll = shown.length > 0 && shown.every((one) => chosen.includes(one.id));
  const tickAll = () => {
    const others = chosen.filter((id) => !shown.some((one) => one.id === id));
    form.set({ chosen: isAll ? others : [...others, ...shown.map((one) => one.id)] });
  };
  const error = form.errorOf("chosen");
  return (
    <fieldset className={css.who} aria-describedby={error ? "handed-over-error" : undefined}>
      <legend className={css.legend}>{say("handOver.who")}</legend>
      {affiliates.length > MANY ? (
        <TextInput
          className={css.seek ?? ""}
          type="search"
          aria-label={say("handOver.seek")}
          placeholder={say("handOver.seek")}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      ) : null}
      <div className={css.list}>
        {shown.length > 1 ? (
          <Checkbox
            label={say("handOver.all", { count: shown.length })}
            checked={isAll}
            indeterminate={!isAll && chosen.length > 0}
            onChange={tickAll}
          />
        ) : null}
        {shown.map((one) => (
          <Checkbox
            key={one.id}
            label={one.name}
            description={nowOf(one)}
            checked={chosen.includes(one.id)}
            onChange={({ currentTarget: { checked } }) => {
              const others = chosen.filter((id) => id !== one.id);
              form.set({ chosen: checked ? [...others, one.id] : others });
            }}
          />
        ))}
      </div>
      {error ? (
        <p id="handed-over-error" className={css.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** Those who change hands: who is with the chosen one already does not. */
function movedOf(affiliates: readonly HandedOne[], { chosen, to }: Values): HandedOne[] {
  return affiliates.filter((one) => chosen.includes(one.id) && (one.manager?.id ?? NOBODY) !== to);
}

interface FollowsProps {
  affiliates: readonly HandedOne[];
  managers: Props["managers"];
  values: Values;
  isOwn: boolean;
}

/** What it means, with names and figures, before the button is pressed. */
function Follows({ affiliates, managers, values, isOwn }: FollowsProps) {
  const { say, language } = useWords();
  const { chosen, to } = values;
  const those = affiliates.filter((one) => chosen.includes(one.id));
  const moved = movedOf(affiliates, values);
  if (moved.length === 0) {
    return <p className={own.note}>{say(those.length === 0 ? "handOver.chooseSome" : "handOver.nothing")}</p>;
  }
  const next = managers.find((one) => one.id === to)?.name;
  const from = [...new Set(moved.flatMap((one) => one.manager?.name ?? []))];
  const former = new Intl.ListFormat(language).format(from);
  const notOwn = former === "" ? say("handOver.earlierNobody") : say("handOver.earlier", { former });
  const earlier = isOwn ? say("handOver.earlierOwn") : notOwn;
  const sales = moved.reduce((sum, one) => sum + (one.sales ?? 0), 0);
  const count = moved.length;
  return (
    <div className={css.follows} aria-live="polite">
      <p>{next ? say("handOver.later", { count, manager: next }) : say("handOver.laterNobody", { count })}</p>
      <p>{earlier}</p>
      {sales > 0 ? <p>{say("handOver.brought", { count, sales })}</p> : null}
      <p>{say(isOwn ? "handOver.toldOwn" : "handOver.told")}</p>
    </div>
  );
}
