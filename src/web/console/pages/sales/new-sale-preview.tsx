// Who would get what of the sale that is being typed: the server's own split, asked again when something
// changed. It stores nothing, and says so while the amounts are not there yet.
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Money } from "../../../parts/money.tsx";
import { colours } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { ShareBar } from "../../../parts/share-bar.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { splitPreviewQuery } from "../../data/sale-story.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./new-sale.module.css";
import { type Draft, wishOf } from "./new-sale-draft.ts";
import { isFee } from "./sale-lines.ts";

export function NewSalePreview({ draft }: { draft: Draft }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const zone = useZone();
  const [wish] = useDebouncedValue(wishOf(draft, { zone, language }), 250);
  const isReady = wish.product !== "" && wish.paid > 0;
  const preview = useQuery({ ...splitPreviewQuery(ws, wish), enabled: isReady });
  const lines = preview.data?.lines ?? [];
  const parts = lines.map((line) => ({
    key: `${line.party.id}-${line.role}-${line.contract ?? ""}`,
    who: line.party.id,
    name: line.party.name,
    note: say(`lineRole.${line.role}`),
    amount: line.amount,
    isFee: isFee(line.role),
  }));
  const colourOf = colours(parts);
  return (
    <aside className={css.preview} aria-label={say("newSale.preview")} aria-live="polite">
      <h2>{say("newSale.preview")}</h2>
      {isReady ? null : <p className={css.quiet}>{say("newSale.previewNone")}</p>}
      {isReady && preview.isError ? <Problem error={preview.error} /> : null}
      {isReady && preview.isSuccess ? (
        <>
          <ShareBar
            whole={wish.paid}
            currency={wish.currency}
            parts={parts}
            colours={colourOf}
            size="small"
          />
          <ul className={css.lines}>
            {parts.map((part) => (
              <li key={part.key}>
                <span className={css.dot} style={{ backgroundColor: colourOf[part.key] }} />
                <span className={css.who}>
                  {part.name}
                  <span>{part.note}</span>
                </span>
                <Money amount={part.amount} currency={wish.currency} withCode={false} />
              </li>
            ))}
            <li className={css.whole}>
              <span />
              <span className={css.who}>{say("sale.buyerPaid")}</span>
              <Money amount={wish.paid} currency={wish.currency} zero="digits" />
            </li>
          </ul>
          {preview.data.abated ? <p className={css.quiet}>{say("sale.abated")}</p> : null}
        </>
      ) : null}
    </aside>
  );
}
