// How many were sold, day by day, as a line of small bars; said as a sentence to who cannot see it.
// It never shows an amount: amounts stand beside it.
//   <SoldSpark byDay={[0, 2, 1, …]} says="12 in 30 days, 9 before" />
import css from "./products.module.css";

const HEIGHT = 22;
const STEP = 3;

export function SoldSpark({ byDay }: { byDay: readonly number[] }) {
  const most = Math.max(1, ...byDay);
  return (
    <svg
      className={css.spark}
      width={byDay.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${byDay.length * STEP} ${HEIGHT}`}
      aria-hidden="true"
    >
      {byDay.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the days are in order and never move
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
            data-none={count === 0 || undefined}
          />
        );
      })}
    </svg>
  );
}
