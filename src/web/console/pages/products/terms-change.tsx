// What drafted terms would change of a direct sale of the first offer: before | after for each party, in
// their own money, before anything is agreed. Computed by the server's engine, stored nowhere.
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { amountText } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { type SplitPreviewIn, splitPreviewQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { BeforeAfter } from "./before-after.tsx";
import css from "./offer-form.module.css";
import { useExample } from "./who-shares-each.tsx";

interface Props {
  product: Product;
  draft: NonNullable<SplitPreviewIn["draft"]> | null;
}

export function TermsChange({ product, draft }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const before = useExample(product).data;
  const [settled] = useDebouncedValue(draft, 120);
  const asked = {
    product: product.id,
    currency: before?.currency ?? "USD",
    paid: before?.paid ?? 0,
    ...(settled ? { draft: settled } : {}),
  };
  const after = useQuery({
    ...splitPreviewQuery(ws, asked),
    enabled: before !== undefined && settled !== null,
  });
  if (draft === null || !before) return null;
  if (after.isError) return <Problem error={after.error} />;
  if (!after.data) return null;
  return (
    <div className={css.change}>
      <p className={css.changeSays}>
        {say("terms.changeSays", { amount: amountText(before.paid, before.currency, language) })}
      </p>
      <BeforeAfter before={before} after={after.data} />
    </div>
  );
}
