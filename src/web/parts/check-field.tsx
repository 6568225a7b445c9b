// A yes or no of a form, as a box to tick or as a switch. It never takes effect by itself: the form sends it.
//   <CheckField form={form} name="isListed" label={say("product.listed")} />
import { Checkbox, Switch } from "@mantine/core";
import type { Common, Named } from "./field-common.tsx";

/** A yes or no that takes effect with the form. */
export function CheckField<V extends object>(props: Common<V, Named<V, boolean>> & { isSwitch?: boolean }) {
  const { form, name, label, hint, isOff = false, isSwitch = false } = props;
  const Part = isSwitch ? Switch : Checkbox;
  return (
    <Part
      name={name}
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      error={form.errorOf(name)}
      disabled={isOff}
      checked={form.values[name] as boolean}
      onChange={(event) => form.set({ [name]: event.currentTarget.checked } as Partial<V>)}
    />
  );
}
