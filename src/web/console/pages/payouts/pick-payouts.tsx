// Who of those that could be paid is: a tick each, all or nobody at once, one currency, a name to find. What
// is hidden by a search keeps its tick; what is of another currency than the chosen one is not paid. It never
// asks the server: the run is checked again when it is proposed.
//   <PickPayouts payouts={preview.payouts} out={out} onOut={setOut} mayPick />
import { Checkbox } from "@mantine/core";
import type { NewPayoutRun, PayoutPreview } from "../../../data/payouts.ts";
import { ChoiceFilter } from "../../../parts/choice-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Section } from "../../../parts/page.tsx";
import css from "../../../payouts/payouts.module.css";
import { useWords } from "../../../words/words.tsx";
import { keyOfWanted, Wanted } from "./proposal.tsx";

const FILTERS = ["currency", "cameBack", "q"] as const;

type Row = PayoutPreview["payouts"][number];
type Wish = Pick<NewPayoutRun, "currency" | "only" | "without">;

/**
 * What would be paid, and how a run of it is asked for: by who is in it or who is not, whichever are fewer.
 */
export function scopeOf(
  payouts: readonly Row[],
  out: ReadonlySet<string>,
  currency: string | undefined,
): { picked: Row[]; wanted: Wish } {
  const within = payouts.filter((one) => currency === undefined || one.owed.currency === currency);
  const picked = within.filter((one) => !out.has(keyOfWanted(one)));
  const left = within.filter((one) => out.has(keyOfWanted(one)));
  const balances = (rows: readonly Row[]) =>
    rows.map((one) => ({ party: one.party.id, currency: one.owed.currency }));
  const wanted: Wish = currency === undefined ? {} : { currency };
  if (left.length === 0) return { picked, wanted };
  return left.length < picked.length
    ? { picked, wanted: { ...wanted, without: balances(left) } }
    : { picked, wanted: { ...wanted, only: balances(picked) } };
}

interface PickProps {
  payouts: readonly Row[];
  out: ReadonlySet<string>;
  onOut: (out: ReadonlySet<string>) => void;
  mayPick: boolean;
}

export function PickPayouts({ payouts, out, onOut, mayPick }: PickProps) {
  const { say } = useWords();
  const { currency, cameBack, q } = useFilters(FILTERS).filters;
  if (payouts.length === 0) return <Empty title={say("payout.nobody")} says={say("payout.nobodySays")} />;
  const currencies = [...new Set(payouts.map((one) => one.owed.currency))].sort();
  const within = payouts.filter((one) => currency === undefined || one.owed.currency === currency);
  const back = within.filter((one) => one.cameBack !== null).length;
  const sought = q?.toLocaleLowerCase();
  const shown = within.filter(
    (one) =>
      (sought === undefined || one.party.name.toLocaleLowerCase().includes(sought)) &&
      (cameBack === undefined || one.cameBack !== null),
  );
  const toggle = (key: string) => {
    const next = new Set(out);
    if (!next.delete(key)) next.add(key);
    onOut(next);
  };
  return (
    <Section title={say("payout.wanted")}>
      <div className={css.picks}>
        {mayPick ? <PickAll rows={shown} out={out} onOut={onOut} /> : null}
        <FilterBar names={FILTERS}>
          <SearchFilter says={say("payout.searchName")} />
          {currencies.length > 1 ? (
            <ChoiceFilter
              name="currency"
              says={say("payout.owedIn")}
              any={say("payout.anyCurrency")}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          ) : null}
          {back > 0 ? (
            <ChoiceFilter
              name="cameBack"
              says={say("payout.cameBackHead")}
              any={say("payout.anyAccount")}
              options={[{ value: "true", label: say("payout.cameBackOnly", { count: back }) }]}
            />
          ) : null}
        </FilterBar>
      </div>
      {shown.length > 0 ? (
        <Wanted payouts={shown} picks={mayPick ? { out, toggle } : undefined} />
      ) : (
        <Empty title={say("payout.noneFits")} says={say("payout.noneFitsSays")} />
      )}
    </Section>
  );
}

/** Of what is shown: all of it, or nothing of it. */
function PickAll({ rows, out, onOut }: Pick<PickProps, "out" | "onOut"> & { rows: readonly Row[] }) {
  const { say } = useWords();
  const keys = rows.map(keyOfWanted);
  const count = keys.filter((key) => !out.has(key)).length;
  const isAll = count === keys.length;
  const others = [...out].filter((key) => !keys.includes(key));
  return (
    <Checkbox
      label={say("payout.pickAll", { count, total: keys.length })}
      checked={isAll && count > 0}
      indeterminate={!isAll && count > 0}
      disabled={keys.length === 0}
      onChange={() => onOut(new Set(isAll ? [...others, ...keys] : others))}
    />
  );
}
