// The table of tiers: each up to a limit, the last one open. It never computes what they come to.
//   <TierFields form={form} place={{ currency: "USD", … }} />
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { ChoiceField } from "../parts/fields.tsx";
import { FormRow } from "../parts/form.tsx";
import { Icon } from "../parts/icons.tsx";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import type { TermsPlace, Tier } from "./clause-values.ts";
import css from "./terms-fields.module.css";
import type { TermsValues } from "./terms-values.ts";

interface Props {
  form: FormState<TermsValues>;
  place: TermsPlace;
}

export const PERIODS = ["month", "quarter", "year", "term"] as const;

export function TierFields({ form, place }: Props) {
  const { say } = useWords();
  const { measure, tiers } = form.values;
  const put = (index: number, some: Partial<Tier>) =>
    form.set({ tiers: tiers.map((tier, i) => (i === index ? { ...tier, ...some } : tier)) });
  const last = tiers.length - 1;
  const error = form.errorOf("tiers");
  return (
    <>
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
    </>
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
