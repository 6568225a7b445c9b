// What narrows a list, kept in the address so that a view can be sent to a colleague and is there when one
// comes back. It never asks the server: the page reads the address and asks.
//   const { filters, isNarrowed } = useFilters(["q", "state", "from", "to"]);
//   <FilterBar names={…}><SearchFilter says={…} /><ChoiceFilter name="state" … /><DatesFilter /></FilterBar>
import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./filters.module.css";
import { Icon } from "./icons.tsx";
import { useFilters, useNarrow } from "./use-filters.ts";

export { ChoiceFilter } from "./choice-filter.tsx";
export { type Narrowing, useFilters, useNarrow } from "./use-filters.ts";

/** The row of filters; with names, one press takes them all away. */
export function FilterBar({ names = [], children }: { names?: readonly string[]; children: ReactNode }) {
  const { say } = useWords();
  const { isNarrowed, clear } = useFilters(names);
  return (
    <search className={css.filters}>
      {children}
      {isNarrowed ? (
        <Button variant="subtle" color="gray" className={css.clear ?? ""} onClick={clear}>
          {say("filter.clear")}
        </Button>
      ) : null}
    </search>
  );
}

interface SearchProps {
  says: string;
  name?: string;
}

/** "/" puts the cursor here, arrow down goes on into the list. */
export function SearchFilter({ says, name = "q" }: SearchProps) {
  const asked = (useSearch({ strict: false }) as Record<string, string | undefined>)[name] ?? "";
  const narrow = useNarrow();
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const [sent, setSent] = useState(asked);
  if (asked !== seen) {
    setSeen(asked);
    // The address changed by other means than this field ("Clear", back): the field follows.
    if (asked !== sent) {
      setSent(asked);
      setTyped(asked);
    }
  }
  const send = useDebouncedCallback((text: string) => {
    setSent(text);
    narrow({ [name]: text });
  }, 250);
  return (
    <TextInput
      type="search"
      aria-label={says}
      placeholder={says}
      leftSection={<Icon name="search" size={16} />}
      data-page-search=""
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        document.querySelector<HTMLElement>("[data-row-link]")?.focus();
      }}
      className={css.search ?? ""}
    />
  );
}
