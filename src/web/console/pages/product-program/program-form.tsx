// Opens a programme, or changes it: who may join, how a click counts, which charges earn. Says of each change
// that could give affiliates less that it holds after three days. Two who edit at once are told.
import { useQueryClient } from "@tanstack/react-query";
import {
  changeProgram,
  type NewProgram,
  openProgram,
  type Program,
  type ProgramChange,
} from "../../../data/programs.ts";
import { CheckField } from "../../../parts/check-field.tsx";
import { ChoiceField } from "../../../parts/choice-field.tsx";
import { LongTextField, RateField, TextField } from "../../../parts/fields.tsx";
import { Form, FormPart, FormRow } from "../../../parts/form.tsx";
import { readRate } from "../../../parts/format-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useBegun } from "../../../parts/use-begun.ts";
import { type FormState, useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "../products/offer-form.module.css";

interface Values {
  state: string;
  access: string;
  slug: string;
  about: string;
  rate: string;
  windowDays: string;
  model: string;
  renewals: string;
  count: string;
  mayBuyOwn: boolean;
  coproducersMay: boolean;
  couponsCredit: boolean;
  terms: string;
}

const BLANK: Values = {
  ...{ state: "open", access: "request", slug: "", about: "", rate: "", windowDays: "60", model: "last" },
  ...{ renewals: "all", count: "12", mayBuyOwn: false, coproducersMay: true, couponsCredit: true, terms: "" },
};
const SLUG = /^[a-z0-9]([a-z0-9-]{1,58}[a-z0-9])$/;
const ACCESS = ["open", "request", "invitation"] as const;
const WINDOWS = ["30", "60", "90", "180", ""] as const;
const MODELS = ["last", "first", "first_and_last", "linear"] as const;
const RENEWALS = ["first", "all", "charges", "months"] as const;

export function OpenProgram({ product, onClose }: { product: Product; onClose: () => void }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useForm<Values, Program>({
    start: BLANK,
    check: (values) => ({
      ...checkCount(values, say("program.badCount")),
      rate: readRate(values.rate) === null ? say("form.badRate") : undefined,
      slug: values.slug === "" || SLUG.test(values.slug) ? undefined : say("program.badSlug"),
    }),
    send: (values) => {
      const { slug, terms, rate } = values;
      const more = { ...(slug ? { slug } : {}), ...(terms.trim() ? { terms: terms.trim() } : {}) };
      const body = { ...bodyOf(values), ...more, rate: readRate(rate) ?? "0" };
      return openProgram(ws, product.id, body as NewProgram);
    },
    onDone: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("programTab.opened", { product: product.name }) });
      onClose();
    },
  });
  return (
    <Form
      form={form}
      act={say("programTab.openNamed", { product: product.name })}
      onLeave={onClose}
      isUnguarded
    >
      <FormRow>
        <RateField
          form={form}
          name="rate"
          label={say("program.rateAll")}
          hint={say("program.rateHint")}
          isFirst
        />
        <AccessField form={form} />
      </FormRow>
      <RuleFields form={form} />
      <PageFields form={form} isNew />
      <LongTextField
        form={form}
        name="terms"
        label={say("program.terms")}
        hint={say("program.termsHint")}
        rows={5}
        isOptional
      />
    </Form>
  );
}

interface ChangeProps {
  product: Product;
  program: Program;
  onClose: () => void;
}

export function ChangeProgram({ product, program, onClose }: ChangeProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const begun = useBegun(program);
  const start = valuesOf(begun);
  const form = useForm<Values, Program>({
    start,
    check: (values) => ({
      ...checkCount(values, say("program.badCount")),
      slug: SLUG.test(values.slug) ? undefined : say("program.badSlug"),
    }),
    send: (values) => {
      const { state, slug } = values;
      const body = { ...bodyOf(values), state, slug, basedOn: begun.version };
      return changeProgram(ws, product.id, body as ProgramChange);
    },
    onDone: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("programTab.changed") });
      onClose();
    },
  });
  const isLess = givesLess(start, form.values);
  return (
    <Form form={form} act={say("programTab.save")} onLeave={onClose} isUnguarded>
      <FormRow>
        <ChoiceField
          form={form}
          name="state"
          label={say("word.state")}
          options={(["open", "closed"] as const).map((value) => ({
            value,
            label: say(`program.state.${value}`),
          }))}
        />
        <AccessField form={form} />
      </FormRow>
      <RuleFields form={form} />
      <PageFields form={form} isNew={false} />
      {isLess ? <p className={css.touches}>{say("programTab.notice")}</p> : null}
    </Form>
  );
}

function AccessField({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  return (
    <ChoiceField
      form={form}
      name="access"
      label={say("program.access")}
      options={ACCESS.map((value) => ({ value, label: say(`program.access.${value}`) }))}
    />
  );
}

function RuleFields({ form }: { form: FormState<Values> }) {
  const { say } = useWords();
  const { renewals } = form.values;
  const windows = WINDOWS.map((value) => ({
    value,
    label: value === "" ? say("program.windowEndless") : say("program.windowDays", { days: Number(value) }),
  }));
  return (
    <FormPart title={say("program.rules")}>
      <FormRow>
        <ChoiceField form={form} name="windowDays" label={say("program.window")} options={windows} />
        <ChoiceField
          form={form}
          name="model"
          label={say("program.model")}
          options={MODELS.map((value) => ({ value, label: say(`program.model.${value}`) }))}
        />
      </FormRow>
      <FormRow>
        <ChoiceField
          form={form}
          name="renewals"
          label={say("program.renewals")}
          options={RENEWALS.map((value) => ({ value, label: say(`program.renewalsChoice.${value}`) }))}
        />
        {renewals === "charges" || renewals === "months" ? (
          <TextField
            form={form}
            name="count"
            inputMode="numeric"
            label={say(`program.count.${renewals}`)}
            maxLength={3}
          />
        ) : null}
      </FormRow>
      <CheckField form={form} name="couponsCredit" label={say("program.couponsCheck")} />
      <CheckField form={form} name="mayBuyOwn" label={say("program.ownCheck")} />
      <CheckField
        form={form}
        name="coproducersMay"
        label={say("program.coproducersCheck")}
        hint={say("program.coproducersHint")}
      />
    </FormPart>
  );
}

function PageFields({ form, isNew }: { form: FormState<Values>; isNew: boolean }) {
  const { say } = useWords();
  return (
    <FormPart title={say("programTab.page")}>
      <TextField
        form={form}
        name="slug"
        label={say("program.slug")}
        hint={say(isNew ? "program.slugHint" : "program.slugKept")}
        maxLength={60}
        before="/p/"
        isOptional={isNew}
      />
      <LongTextField
        form={form}
        name="about"
        label={say("program.about")}
        hint={say("program.aboutHint")}
        isOptional
      />
    </FormPart>
  );
}

function checkCount({ renewals, count }: Values, message: string) {
  const isAsked = renewals === "charges" || renewals === "months";
  const number = Number(count);
  const isGood = Number.isInteger(number) && number >= 1 && number <= 600;
  return { count: isAsked && !isGood ? message : undefined };
}

function bodyOf(values: Values) {
  const { access, about, windowDays, model, renewals, count, mayBuyOwn, coproducersMay, couponsCredit } =
    values;
  const isCounted = renewals === "charges" || renewals === "months";
  return {
    ...{ access, about, model, mayBuyOwn, coproducersMay, couponsCredit },
    windowDays: windowDays === "" ? null : Number(windowDays),
    renewals: isCounted ? { kind: renewals, count: Number(count) } : { kind: renewals },
  };
}

/** Of the rules announced, where there are some: those are what one goes on from. */
function valuesOf({ state, access, slug, about, rules, next }: Program): Values {
  const { windowDays, model, renewals, mayBuyOwn, coproducersMay, couponsCredit } = next ?? rules;
  return {
    ...BLANK,
    ...{ state, access, slug, about, model, mayBuyOwn, coproducersMay, couponsCredit },
    ...{ windowDays: windowDays === null ? "" : String(windowDays), renewals: renewals.kind },
    count: String(renewals.count ?? 12),
  };
}

/** What the server will hold back for three days; it alone decides. */
function givesLess(before: Values, after: Values): boolean {
  const days = ({ windowDays }: Values) =>
    windowDays === "" ? Number.POSITIVE_INFINITY : Number(windowDays);
  if (days(after) < days(before) || after.model !== before.model) return true;
  if (before.mayBuyOwn && !after.mayBuyOwn) return true;
  if (before.coproducersMay && !after.coproducersMay) return true;
  if (before.couponsCredit !== after.couponsCredit) return true;
  if (after.renewals === "all" || before.renewals === "first") return false;
  if (before.renewals !== after.renewals) return true;
  return Number(after.count) < Number(before.count);
}
