// What a rolling reserve holds, in each currency, and until when: how much less from which day on, when
// nothing else is sold; of a past day what it held then. It never says that something is held where nothing
// is.
//   <HeldByReserve held={reserve.held} days={90} />
import type { Reserve } from "../../wire/reserve.ts";
import { dayText } from "../parts/date-range.ts";
import { amountText } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { useWords } from "../words/words.tsx";
import css from "./statements.module.css";

interface Props {
  held: Reserve["held"];
  days: number;
  /** Only the sums. */
  isShort?: boolean;
  /** Of a day that is over. */
  isPast?: boolean;
}

const SHOWN = 5;

export function HeldByReserve({ held, days, isShort = false, isPast = false }: Props) {
  const { say, language } = useWords();
  const comes = (one: Props["held"][number]) => !isPast && one.changes.some((change) => change.held !== 0);
  const shown = held.filter((one) => one.held !== 0 || comes(one));
  if (shown.length === 0) {
    return <p className={css.quiet}>{say(isPast ? "reserve.heldNothing" : "reserve.holdsNothing")}</p>;
  }
  return (
    <>
      {shown.map((one) => (
        <div key={one.currency} className={css.reserve}>
          <p className={css.heldNow}>
            <Money amount={one.held} currency={one.currency} size="lg" zero="digits" />{" "}
            <span className={css.quiet}>{say(isPast ? "reserve.heldThen" : "reserve.heldNow")}</span>
          </p>
          {isShort ? null : (
            <>
              <p className={css.quiet}>
                {say(one.pending > 0 ? "reserve.whyPending" : "reserve.why", {
                  reserve: amountText(one.reserve, one.currency, language),
                  earned: amountText(one.earned, one.currency, language),
                  pending: amountText(one.pending, one.currency, language),
                  count: days,
                })}
              </p>
              {isPast ? null : <Changes one={one} />}
            </>
          )}
        </div>
      ))}
    </>
  );
}

/** The next few days on which it changes, and the last. */
function Changes({ one }: { one: Reserve["held"][number] }) {
  const { say, language } = useWords();
  const last = one.changes.at(-1);
  if (last === undefined) return null;
  const few = one.changes.length <= SHOWN + 1 ? one.changes : [...one.changes.slice(0, SHOWN), last];
  return (
    <table className={css.changes}>
      <caption>{say("reserve.until")}</caption>
      <tbody>
        {few.map((change, index) => (
          <tr key={change.day} data-gap={(index === SHOWN && one.changes.length > SHOWN + 1) || undefined}>
            <th scope="row">{say("reserve.from", { day: dayText(change.day, language) })}</th>
            <td>
              <Money amount={change.held} currency={one.currency} withCode={false} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
