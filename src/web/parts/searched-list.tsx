// The list of a SearchedChoice, with the code that opens, places and narrows it: fetched by that field alone.
// What need not be chosen is emptied as any text is, and counts as emptied when one leaves the field.
//   const { SearchedList } = await import("./searched-list.tsx");
import { Select } from "@mantine/core";
import { useEffect, useReducer, useRef } from "react";
import { useWords } from "../words/words.tsx";
import { isGroup, type SearchedProps } from "./choice-props.ts";

export function SearchedList({ data, isOpened = false, ...rest }: SearchedProps) {
  const { say } = useWords();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  // The field says that its list is open only when it is drawn after the list.
  const sayOpen = () => void setTimeout(drawAgain);
  useEffect(sayOpen, []);
  const isEmptied = useRef(false);
  const isWalked = useRef(false);
  // Enter after emptying says "nothing", unless one went to an option first: the one that is marked is not
  // meant.
  const isSaid = useRef(false);
  return (
    <Select
      {...rest}
      onChange={(value) => {
        if (!isSaid.current) rest.onChange(value);
      }}
      onKeyDown={({ key }) => {
        isSaid.current = key === "Enter" && isEmptied.current && !isWalked.current;
        if (key.startsWith("Arrow")) isWalked.current = true;
        if (!isSaid.current) return;
        isEmptied.current = false;
        rest.onChange(null);
        setTimeout(() => {
          isSaid.current = false;
        });
      }}
      data={data.map((one) => (isGroup(one) ? { ...one, items: [...one.items] } : one))}
      searchable
      nothingFoundMessage={say("form.nothingFits")}
      clearButtonProps={{ "aria-label": say("form.clear") }}
      // As one who comes by Tab expects: what is typed first takes the place of what stood there.
      onFocus={(event) => event.currentTarget.select()}
      onDropdownOpen={sayOpen}
      defaultDropdownOpened={isOpened}
      // Who passes by with Tab finds no list in the way; typing, an arrow or a press opens it.
      openOnFocus={false}
      onInput={(event) => {
        isEmptied.current = Boolean(rest.clearable) && event.currentTarget.value === "";
        isWalked.current = false;
      }}
      onOptionSubmit={() => {
        isEmptied.current = false;
      }}
      onBlur={() => {
        if (isEmptied.current && rest.clearable && rest.value !== null) rest.onChange(null);
        isEmptied.current = false;
      }}
    />
  );
}
