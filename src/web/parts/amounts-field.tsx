// An amount in each of several currencies: a row a currency, each with its own figure, rows added and taken
// away. What stands in one currency never moves to another when a currency is chosen. It never checks:
// useForm does.
//   <AmountsField form={form} name="fixed" label="Plus, a sale" /> over { fixed: { USD: "0.50", BRL: "2.50" }
//   }
import { ActionIcon, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { CURRENCIES } from "../../base/currency.ts";
import { useWords } from "../words/words.tsx";
import css from "./amounts-field.module.css";
import type { Common, Named } from "./field-common.tsx";
import formCss from "./form.module.css";
import { Icon } from "./icons.tsx";
import { currencyOptions } from "./places.ts";
import { readAmount } from "./read-amount.ts";
import { SearchedChoice } from "./searched-choice.tsx";
import type { TypedAmounts } from "./typed-amounts.ts";

export function AmountsField<V extends object>(props: Common<V, Named<V, TypedAmounts>>) {
  const { form, name, label, hint, isOff = false } = props;
  const { say, language } = useWords();
  const rows = form.values[name] as TypedAmounts;
  const put = (after: TypedAmounts) => form.set({ [name]: after } as Partial<V>);
  const error = form.errorOf(name);
  const options = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const others = options.filter((one) => !(one.value in rows));
  return (
    <fieldset className={css.amounts}>
      <legend>{label}</legend>
      {Object.entries(rows).map(([currency, typed]) => (
        <div key={currency} className={css.row}>
          <TextInput
            className={formCss.amount ?? ""}
            aria-label={`${label}, ${currency}`}
            autoComplete="off"
            inputMode="decimal"
            disabled={isOff}
            error={
              error !== undefined && typed.trim() !== "" && readAmount(typed, currency, language) === null
            }
            rightSectionWidth="3.25rem"
            rightSection={<span className={formCss.code}>{currency}</span>}
            value={typed}
            onChange={(event) => put({ ...rows, [currency]: event.currentTarget.value })}
          />
          {isOff || Object.keys(rows).length === 1 ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={say("amounts.remove", { currency })}
              onClick={() =>
                put(Object.fromEntries(Object.entries(rows).filter(([one]) => one !== currency)))
              }
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {error ? (
        <p className={css.error} role="alert">
          {error}
        </p>
      ) : null}
      {hint ? <p className={css.hint}>{hint}</p> : null}
      {isOff ? null : (
        <SearchedChoice
          className={css.add ?? ""}
          aria-label={say("amounts.add", { of: label })}
          placeholder={say("amounts.addShort")}
          data={others}
          value={null}
          onChange={(currency) => currency && put({ ...rows, [currency]: "" })}
        />
      )}
    </fieldset>
  );
}
