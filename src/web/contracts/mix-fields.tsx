// Which offers earn another share: one line an offer of the product, empty where it earns the plain one. It
// never computes what they come to.
//   <MixFields form={form} place={{ offers: [{ id: "offer_…", name: "With certificate" }], … }} />
import { TextInput } from "@mantine/core";
import type { FormState } from "../parts/use-form.ts";
import { useWords } from "../words/words.tsx";
import { mixRows, type TermsPlace } from "./clause-values.ts";
import css from "./terms-fields.module.css";
import type { TermsValues } from "./terms-values.ts";

export function MixFields({ form, place }: { form: FormState<TermsValues>; place: TermsPlace }) {
  const { say } = useWords();
  const rows = mixRows(form.values, place);
  const error = form.errorOf("mix");
  const put = (of: string, share: string) =>
    form.set({ mix: rows.map((row) => (row.of === of ? { ...row, share } : row)) });
  return (
    <>
      <table className={css.tiers} aria-invalid={error ? true : undefined}>
        <thead>
          <tr>
            <th scope="col">{say("word.offer")}</th>
            <th scope="col">{say("agree.field.share")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ of, name, share }) => (
            <tr key={of}>
              <th scope="row">{name}</th>
              <td className={css.mixShare ?? ""}>
                <TextInput
                  aria-label={say("agree.mix.share", { offer: name })}
                  inputMode="decimal"
                  placeholder={form.values.share}
                  value={share}
                  rightSection={<span className={css.code}>%</span>}
                  onChange={(event) => put(of, event.currentTarget.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {error ? <p className={css.error}>{error}</p> : <p className={css.says}>{say("agree.mix.says")}</p>}
    </>
  );
}
