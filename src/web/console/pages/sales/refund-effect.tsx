// What a refund does, before | after for each party in its own money, and which fees stay with whom. It never
// computes: before the server has answered, and where a role sees no earnings, nothing is guessed.
//   <RefundEffect sale={sale} colourOf={colourOf} preview={preview} isLate={false} />
import { amountText } from "../../../parts/format-amount.ts";
import type { Colours } from "../../../parts/part-of.ts";
import { SideBySide, type SideRow } from "../../../parts/side-by-side.tsx";
import { useWords } from "../../../words/words.tsx";
import type { RefundPreview, SaleDetail } from "../../data/sales.ts";
import css from "./refund-sale.module.css";
import { lineKey } from "./sale-lines.ts";

interface Props {
  sale: SaleDetail;
  colourOf: Colours;
  /** Undefined until the first answer: the sale as it stands keeps its place. */
  preview: RefundPreview | undefined;
  /** Another amount is typed than the answer is for. */
  isLate: boolean;
}

export function RefundEffect({ sale, colourOf, preview, isLate }: Props) {
  const { say } = useWords();
  const asItStands = sale.lines.map((line) => {
    const kept = line.amount - line.reversed;
    return { ...line, before: kept, after: null };
  });
  const rows = (preview?.lines ?? asItStands).map(
    (line): SideRow => ({
      key: lineKey(line),
      name: line.party.name,
      note: say(`lineRole.${line.role}`),
      before: line.before,
      after: line.after,
      colour: colourOf[line.party.id],
    }),
  );
  const before = sale.paid - sale.refunded;
  const whole = preview ?? { before, after: null };
  return (
    <div className={css.effect} data-late={isLate || undefined} aria-busy={isLate || preview === undefined}>
      <SideBySide
        says={say("refund.says")}
        currency={sale.currency}
        rows={rows}
        whole={{ name: say("refund.whole"), before: whole.before, after: whole.after }}
      />
      <KeptFees preview={preview} />
    </div>
  );
}

/** Always a line, so that nothing moves when fees are chosen to stay. */
function KeptFees({ preview }: { preview: RefundPreview | undefined }) {
  const { say, language } = useWords();
  if (preview === undefined) return <p className={css.kept}>{"\u00a0"}</p>;
  if (preview.earningsHidden) return <p className={css.kept}>{say("refund.hidden")}</p>;
  const { kept, currency } = preview;
  if (kept.length === 0) return <p className={css.kept}>{say("refund.keptNone")}</p>;
  return (
    <ul className={css.kept}>
      {kept.map(({ party, role, amount, fallsOn }) => (
        <li key={`${party.id}-${role}`}>
          {say(`refund.kept.${fallsOn}`, {
            party: party.name,
            amount: amountText(amount, currency, language),
          })}
        </li>
      ))}
    </ul>
  );
}
