// One of several, by name, outside a form or in it (there as ChoiceField). Of a dozen the browser's own list,
// which brings no code with it and opens as the phone's own; of more one in which typing narrows. It never
// makes up an option. What saves, or writes over what was typed, should be searchable: the browser's own list
// changes with every arrow.
//   <Choice label={say("mapping.dates")} data={[{ value, label }, …]} value={value} onChange={choose} />
import { useId, useState } from "react";
import { useWords } from "../words/words.tsx";
import { type ChoiceProps, optionsOf } from "./choice-props.ts";
import { FewChoice } from "./few-choice.tsx";
import { SearchedChoice } from "./searched-choice.tsx";

const MANY = 12;

export function Choice(props: ChoiceProps) {
  const { say } = useWords();
  const { searchable = optionsOf(props.data).length > MANY, clearable = false, autoFocus = false } = props;
  const placeholder = props.placeholder ?? say(clearable ? "form.notChosen" : "form.choose");
  const [first] = useState(searchable);
  const [isSearched, setSearched] = useState(searchable);
  const id = useId();
  // Whoever stands in the field when many options come keeps it as it is: another one would lose the focus.
  if (isSearched !== searchable && document.activeElement?.id !== id) setSearched(searchable);
  // Who has gone on by the time that they come is not called back.
  const common = { ...props, id, clearable, placeholder, autoFocus: autoFocus && isSearched === first };
  return isSearched ? <SearchedChoice {...common} /> : <FewChoice {...common} />;
}
