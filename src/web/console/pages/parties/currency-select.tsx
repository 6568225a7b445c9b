// The choice of a currency where a party has more than a row has room for; fetched only then.
//   <CurrencySelect currencies={["BRL", "EUR", …]} chosen="EUR" onChoose={narrow} />
import { Select } from "@mantine/core";
import { useWords } from "../../../words/words.tsx";

interface Props {
  currencies: string[];
  chosen: string;
  onChoose: (currency: string | null) => void;
}

export function CurrencySelect({ currencies, chosen, onChoose }: Props) {
  const { say } = useWords();
  return (
    <Select
      aria-label={say("word.currency")}
      data={currencies}
      value={chosen}
      allowDeselect={false}
      w="6.5rem"
      onChange={onChoose}
    />
  );
}
