// Two splits of the same sale beside each other, party by party. A party of two lines of one role is one row.
// It never computes a split: both come from the server.
import { sumMinor } from "../../../../base/amount.ts";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { useWords } from "../../../words/words.tsx";
import type { SplitPreview } from "../../data/products-around.ts";

type Line = SplitPreview["lines"][number];

export function BeforeAfter({ before, after }: { before: SplitPreview; after: SplitPreview }) {
  const { say } = useWords();
  const who = (line: Line) => `${line.party.id}-${line.role}`;
  const sum = (preview: SplitPreview, key: string) =>
    sumMinor(preview.lines.filter((line) => who(line) === key).map((line) => line.amount));
  const lines = new Map([...before.lines, ...after.lines].map((line) => [who(line), line]));
  const rows = [...lines].map(([key, line]) => ({
    key,
    name: line.party.name,
    note: say(`lineRole.${line.role}`),
    before: sum(before, key),
    after: sum(after, key),
  }));
  return (
    <SideBySide
      says={say("preview.draftSays")}
      currency={after.currency}
      rows={rows}
      whole={{ name: say("sale.buyerPaid"), before: before.paid, after: after.paid }}
    />
  );
}
