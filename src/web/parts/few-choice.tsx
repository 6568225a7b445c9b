// One of several in the browser's own list; what is chosen and not among the options stands there as "…", and
// is never taken for nothing. Use Choice, which knows when there are too many.
//   <FewChoice label={say("mapping.dates")} data={options} value={value} onChange={choose} />
import { NativeSelect } from "@mantine/core";
import css from "./choice.module.css";
import { type ChoiceOption, isGroup, optionsOf, type SearchedProps } from "./choice-props.ts";

export function FewChoice(props: SearchedProps) {
  const { data, value, onChange, placeholder, clearable, searchable: _s, isOpened: _o, ...rest } = props;
  const isKnown = optionsOf(data).some((one) => one.value === value);
  return (
    <NativeSelect
      {...rest}
      classNames={{ input: value === null ? (css.none ?? "") : "" }}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    >
      {clearable ? <option value="">{placeholder}</option> : null}
      {clearable || value !== null ? null : (
        <option value="" disabled hidden>
          {placeholder}
        </option>
      )}
      {isKnown || value === null ? null : (
        <option value={value} hidden>
          …
        </option>
      )}
      {data.map((one) =>
        isGroup(one) ? (
          <optgroup key={one.group} label={one.group}>
            {one.items.map(option)}
          </optgroup>
        ) : (
          optionsOf([one]).map(option)
        ),
      )}
    </NativeSelect>
  );
}

const option = ({ value, label, disabled = false }: ChoiceOption) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
);
