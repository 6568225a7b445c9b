// Which currency a party's page speaks of, where it has several; kept in the address.
// It never adds two together. Example: ?currency=EUR.
import { SegmentedControl } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { Choice } from "../../../parts/choice.tsx";
import { useNarrow } from "../../../parts/filters.tsx";
import { useWords } from "../../../words/words.tsx";

/** Undefined where there is none yet. */
export function useCurrency(currencies: readonly string[]): string | undefined {
  const { currency } = useSearch({ strict: false }) as { currency?: string };
  return currencies.find((one) => one === currency) ?? currencies[0];
}

export function CurrencyChoice({ currencies, chosen }: { currencies: readonly string[]; chosen: string }) {
  const { say } = useWords();
  const narrow = useNarrow();
  if (currencies.length < 2) return null;
  const choose = (value: string | null) => narrow({ currency: value ?? undefined });
  const says = say("word.currency");
  const data = [...currencies];
  if (data.length > 4) {
    return <Choice aria-label={says} data={data} value={chosen} w="6.5rem" onChange={choose} />;
  }
  return <SegmentedControl size="xs" aria-label={says} data={data} value={chosen} onChange={choose} />;
}
