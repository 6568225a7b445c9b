// Which day of the past one looks at, and the way back to now: fetched when somebody asks for it, since most
// look at now. It asks nobody: the page reads the address.
//   <PastDay day="2026-03-31" />
import { AsOfFilter, AsOfNote } from "../../../parts/as-of-filter.tsx";
import css from "./home.module.css";

export function PastDay({ day }: { day: string | undefined }) {
  return (
    <div className={css.pastDay}>
      <AsOfFilter />
      {day ? <AsOfNote day={day} /> : null}
    </div>
  );
}
