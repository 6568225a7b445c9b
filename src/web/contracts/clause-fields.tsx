// Clauses that most contracts do without: a share that grows by volume, and an end by what was earned or
// sold. Each opens when it is wanted. It never computes what they come to.
//   <ClauseFields form={form} place={{ currency: "USD", … }} />
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { AmountField, CheckField, ChoiceField, TextField } from "../parts/fields.tsx";
import { FormRow } from "../parts/form.tsx";
import { Icon } from "../parts/icons.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import css from "./terms-fields.module.css";
import type { TermsPlace, TermsValues, Tier } from "./terms-values.ts";

interface Props {
  form: FormState<TermsValues>;
  place: TermsPlace;
}

const PERIODS = ["month", "quarter", "year", "term"] as const;

export function ClauseFields({ form, place }: Props) {
  const { say } = useWords();
  return (
    <>
      <CheckField form={form} name="hasTiers" label={say("agree.field.hasTiers")} />
      {form.values.hasTiers ? <Tiers form={form} place={place} /> : null}
      <CheckField form={form} name="hasCap" label={say("agree.field.hasCap")} />
      {form.values.hasCap ? (
        <div className={css.clause}>
          <FormRow>
            <AmountField
              form={form}
              name="capEarned"
              label={say("agree.field.capEarned")}
              currency={place.currency}
              isOptional
            />
            <TextField
              form={form}
              name="capSales"
              label={say("agree.field.capSales")}
              inputMode="numeric"
              isOptional
            />
          </FormRow>
        </div>
      ) : null}
    </>
  );
}

function Tiers({ form, place }: Props) {
  const { say } = useWords();
  const { measure, tiers } = form.values;
  const put = (index: number, some: Partial<Tier>) =>
    form.set({ tiers: tiers.map((tier, i) => (i === index ? { ...tier, ...some } : tier)) });
  const last = tiers.length - 1;
  const error = form.errorOf("tiers");
  return (
    <div className={css.clause}>
      <FormRow>
        <ChoiceField
          form={form}
          name="measure"
          label={say("agree.field.measure")}
          options={(["net", "sales"] as const).map((value) => ({
            value,
            label: say(`agree.measure.${value}`),
          }))}
        />
        <ChoiceField
          form={form}
          name="period"
          label={say("agree.field.period")}
          options={PERIODS.map((value) => ({ value, label: say(`agree.period.${value}`) }))}
        />
      </FormRow>
      <table className={css.tiers} aria-invalid={error ? true : undefined}>
        <thead>
          <tr>
            <th scope="col">{say("agree.tier.upTo")}</th>
            <th scope="col">{say("agree.field.share")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier, index) => (
            <TierRow
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a tier is told by
              key={index}
              tier={tier}
              number={index + 1}
              isLast={index === last}
              unit={measure === "net" ? place.currency : null}
              onChange={(some) => put(index, some)}
              onRemove={
                tiers.length > 2 && index !== last
                  ? () => form.set({ tiers: tiers.filter((_, i) => i !== index) })
                  : null
              }
            />
          ))}
        </tbody>
      </table>
      {error ? <p className={css.error}>{error}</p> : null}
      <Button
        variant="subtle"
        size="xs"
        className={css.add ?? ""}
        onClick={() =>
          form.set({ tiers: [...tiers.slice(0, -1), { upTo: "", share: "" }, ...tiers.slice(-1)] })
        }
      >
        {say("agree.tier.add")}
      </Button>
    </div>
  );
}

interface TierProps {
  tier: Tier;
  number: number;
  isLast: boolean;
  /** A currency where the limit is an amount. */
  unit: string | null;
  onChange: (some: Partial<Tier>) => void;
  onRemove: (() => void) | null;
}

function TierRow({ tier, number, isLast, unit, onChange, onRemove }: TierProps) {
  const { say } = useWords();
  return (
    <tr>
      <td>
        {isLast ? (
          <span className={css.above}>{say("agree.tier.above")}</span>
        ) : (
          <TextInput
            aria-label={say("agree.tier.limit", { tier: number })}
            inputMode="decimal"
            value={tier.upTo}
            rightSectionWidth="3rem"
            rightSection={unit === null ? null : <span className={css.code}>{unit}</span>}
            onChange={(event) => onChange({ upTo: event.currentTarget.value })}
          />
        )}
      </td>
      <td>
        <TextInput
          aria-label={say("agree.tier.share", { tier: number })}
          inputMode="decimal"
          value={tier.share}
          rightSection={<span className={css.code}>%</span>}
          onChange={(event) => onChange({ share: event.currentTarget.value })}
        />
      </td>
      <td>
        {onRemove ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={say("agree.tier.remove", { tier: number })}
            onClick={onRemove}
          >
            <Icon name="remove" size={16} />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  );
}
