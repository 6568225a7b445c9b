// On paper only: why each party got what it got, one after the other, as an appendix to the printed sale.
// It never shows on a screen, where each why is one press away.
import { useQuery } from "@tanstack/react-query";
import { WhyTable } from "../../../contracts/why-table.tsx";
import { useWords } from "../../../words/words.tsx";
import { type SaleDetail, whyQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { lineKey } from "./sale-lines.ts";
import css from "./sale-story.module.css";

export function SaleAppendix({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const why = useQuery(whyQuery(ws, sale.id)).data;
  if (!why) return null;
  return (
    <div className={css.appendix}>
      <h2>{say("sale.appendix")}</h2>
      {sale.lines.map((line) => (
        <section key={lineKey(line)}>
          <h3>
            {line.party.name} · {say(`lineRole.${line.role}`)}
          </h3>
          <WhyTable why={why} line={line} sale={sale} />
        </section>
      ))}
    </div>
  );
}
