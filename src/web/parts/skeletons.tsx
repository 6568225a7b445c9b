// What a page looks like before its figures are there: the same rooms in the same places, so that nothing
// jumps. It never turns, never counts and is silent for those who listen: the page says when it is there.
//   <FiguresSkeleton count={3} />;  <FactsSkeleton count={4} />;  <TextSkeleton lines={3} />
import { Skeleton } from "@mantine/core";
import figure from "./figure.module.css";
import page from "./page.module.css";
import css from "./skeletons.module.css";

const places = (count: number) => Array.from({ length: count }, (_, index) => index);

export function FiguresSkeleton({ count = 3 }: { count?: number }) {
  return (
    <div className={figure.room} aria-hidden="true">
      <div className={figure.figures}>
        {places(count).map((place) => (
          <div key={place} className={figure.figure}>
            <Skeleton height={12} width="45%" my={4} />
            <Skeleton height={28} width="75%" my={6} />
            <Skeleton height={11} width="85%" my={5} />
          </div>
        ))}
      </div>
    </div>
  );
}

export function FactsSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className={page.facts} aria-hidden="true">
      {places(count).map((place) => (
        <div key={place} className={page.fact}>
          <Skeleton height={11} width="40%" my={5} />
          <Skeleton height={13} width="70%" my={5} />
        </div>
      ))}
    </div>
  );
}

export function FormSkeleton({ fields = 3 }: { fields?: number }) {
  return (
    <div className={css.form} aria-hidden="true">
      {places(fields).map((place) => (
        <div key={place}>
          <Skeleton height={12} width="30%" mb={8} />
          <Skeleton height={36} radius={6} />
        </div>
      ))}
      <Skeleton height={36} width={140} radius={6} />
    </div>
  );
}

export function TextSkeleton({ lines = 2 }: { lines?: number }) {
  return (
    <div aria-hidden="true">
      {places(lines).map((line) => (
        <Skeleton key={line} height={12} my={6} width={line === lines - 1 ? "55%" : "90%"} />
      ))}
    </div>
  );
}
