// The field of a share typed in percent. Who types it as a decimal, 0.35 for 35 %, is told what that says and
// can take what was meant with one press; it never changes what was typed by itself.
//   <RateField form={form} name="share" label={say("agree.field.share")} />;  "0.35" → "That is 0.35%. Write
//   35%"
import { TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { type TextProps, useCommon } from "./field-common.tsx";
import css from "./form.module.css";
import { formatRate, meantRate, readRate, typedRate } from "./format-amount.ts";

/** A share typed in percent; readRate() makes the decimal of it ("35" → "0.35"), or null. */
export function RateField<V extends object>(props: TextProps<V>) {
  const { form, name, hint } = props;
  const typed = form.values[name] as string;
  const write = (rate: string) => form.set({ [name]: rate } as Partial<V>);
  const meant = meantRate(typed);
  return (
    <TextInput
      {...useCommon(props)}
      {...(meant === null ? {} : { description: <Meant {...{ typed, meant, hint, write }} /> })}
      className={css.amount ?? ""}
      autoComplete="off"
      inputMode="decimal"
      rightSection={<span className={css.code}>%</span>}
      value={typed}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}

interface MeantProps {
  typed: string;
  meant: string;
  hint: TextProps<Record<string, string>>["hint"];
  write: (typed: string) => void;
}

function Meant({ typed, meant, hint, write }: MeantProps) {
  const { say, language } = useWords();
  return (
    <>
      <span role="status">
        {say("form.rateIs", { rate: formatRate(readRate(typed) ?? "0", language) })}{" "}
        <button type="button" className={css.meant} onClick={() => write(typedRate(meant, language))}>
          {say("form.rateMeant", { rate: formatRate(meant, language) })}
        </button>
      </span>
      {hint === undefined ? null : <> {hint}</>}
    </>
  );
}
