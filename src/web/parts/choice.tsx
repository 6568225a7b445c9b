// One of several, by name, outside a form or in it (there as ChoiceField). Of a dozen the browser's own list,
// which brings no code with it and opens as the phone's own; of more one in which typing narrows. It never
// makes up an option. What saves, or writes over what was typed, should be searchable: the browser's own list
// changes with every arrow.
//   <Choice label={say("mapping.dates")} data={[{ value, label }, …]} value={value} onChange={choose} />
import { useState } from "react";
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
  // Who has gone on by the time that many options come is not called back.
  const common = { ...props, clearable, placeholder, autoFocus: autoFocus && searchable === first };
  return searchable ? <SearchedChoice {...common} /> : <FewChoice {...common} />;
}
