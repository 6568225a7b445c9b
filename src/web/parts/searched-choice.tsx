// One of many, in a list that typing narrows. The list's code is fetched when somebody comes near the field,
// which stands closed until then; where it cannot be had, the browser's own list takes its place.
//   <SearchedChoice label={say("contract.partner")} data={options} value={party} onChange={choose} />
import { ComboboxChevron, TextInput } from "@mantine/core";
import { type ComponentType, useRef, useState } from "react";
import { optionsOf, type SearchedProps } from "./choice-props.ts";
import { FewChoice } from "./few-choice.tsx";

/** Once it is here, every field has it from the start. */
let fetched: ComponentType<SearchedProps> | undefined;

export function SearchedChoice(given: SearchedProps) {
  const props = withChosen(given);
  const { data, value, clearable, searchable: _, onChange, ...rest } = props;
  const [List, setList] = useState(() => fetched);
  const [wasHere] = useState(List !== undefined);
  const [isReached, setReached] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isPressed = useRef(false);
  if (List && wasHere) return <List {...props} />;
  if (List) return <List {...props} autoFocus={isReached} isOpened={isReached && isPressed.current} />;
  const fetchList = async () => {
    let list: ComponentType<SearchedProps> = FewChoice;
    try {
      fetched = (await import("./searched-list.tsx")).SearchedList;
      list = fetched;
    } catch {
      // A choice can be made without it.
    }
    setReached(document.activeElement === field.current);
    setList(() => list);
  };
  return (
    <TextInput
      {...rest}
      ref={field}
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      autoComplete="off"
      value={optionsOf(data).find((one) => one.value === value)?.label ?? ""}
      rightSection={<ComboboxChevron size="sm" error={props.error} />}
      rightSectionPointerEvents="none"
      // What is typed before the list is there is not taken.
      onChange={() => {}}
      onFocus={fetchList}
      onPointerDown={() => {
        isPressed.current = true;
      }}
      // A finger that comes near has touched already.
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") void fetchList();
      }}
    />
  );
}

/** What is chosen and not among the options stands there as "…", and is never taken for nothing. */
function withChosen(props: SearchedProps): SearchedProps {
  const { data, value } = props;
  if (value === null || optionsOf(data).some((one) => one.value === value)) return props;
  return { ...props, data: [{ value, label: "…" }, ...data] };
}
