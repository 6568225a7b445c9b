// "3 new sales" above a list that is being read: counted by asking for the first page of the same list, so
// that filters count; pressed, the list is read again and the new ones are marked for a moment. Nothing moves
// before.
//   <NewRows known={ids} first={() => firstPage()} says={(count, more) => …} onShow={() => sales.refetch()}
//   />
import { useEffect, useRef, useState } from "react";
import { Icon } from "../../parts/icons.tsx";
import css from "./new-rows.module.css";
import { useSalesTick } from "./use-live.ts";

const SETTLE_MS = 400;

interface Props {
  /** The ids of what is in the list. */
  known: readonly string[];
  /** The list's first page, as it is filtered now. */
  first: () => Promise<readonly { id: string }[]>;
  /** "3 new sales"; there may be more than were counted. */
  says: (count: number, isMore: boolean) => string;
  onShow: () => unknown;
}

export function NewRows({ known, first, says, onShow }: Props) {
  const tick = useSalesTick();
  const [fresh, setFresh] = useState<{ ids: string[]; isMore: boolean }>({ ids: [], isMore: false });
  const latest = useRef({ known, first });
  latest.current = { known, first };
  const seen = useRef(tick);
  useEffect(() => {
    if (tick === seen.current) return;
    let isGone = false;
    const timer = setTimeout(async () => {
      seen.current = tick;
      // What cannot be counted now is counted with the next news.
      const page = await latest.current.first().catch(() => []);
      if (isGone) return;
      const old = new Set(latest.current.known);
      const ids = page.map((row) => row.id).filter((id) => !old.has(id));
      setFresh({ ids, isMore: ids.length > 0 && ids.length === page.length });
    }, SETTLE_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [tick]);
  const old = new Set(known);
  const count = fresh.ids.filter((id) => !old.has(id)).length;
  return (
    <div className={css.place} role="status">
      {count > 0 ? (
        <button
          type="button"
          className={css.pill}
          onClick={() => {
            window.scrollTo({ top: 0 });
            void onShow();
          }}
        >
          <Icon name="up" size={15} />
          {says(count, fresh.isMore)}
        </button>
      ) : null}
    </div>
  );
}

/**
 * What came in above the list since it was first shown: for the mark of a moment. `list` says which list it
 * is: under other filters everything is seen for the first time, and nothing is new.
 */
export function useNewSince(list: string, ids: readonly string[] | null): (id: string) => boolean {
  const seen = useRef<{ list: string; ids: Set<string>; newest: Set<string> } | null>(null);
  if (ids !== null) {
    const before = seen.current?.list === list ? seen.current : null;
    if (before === null) seen.current = { list, ids: new Set(ids), newest: new Set() };
    else if (ids[0] !== undefined && !before.ids.has(ids[0])) {
      const upTo = ids.findIndex((id) => before.ids.has(id));
      seen.current = { list, ids: new Set(ids), newest: new Set(upTo > 0 ? ids.slice(0, upTo) : []) };
    } else for (const id of ids) before.ids.add(id);
  }
  return (id) => seen.current?.newest.has(id) === true;
}
