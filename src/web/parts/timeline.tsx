// What happened, in order, on one line: a dot, what, when, and what it changed.
// It never sorts: the caller hands the moments in the order to read them.
//   <Timeline moments={[{ key: "1", tone: "good", title: "Sold", at: "2026-03-01T12:00:00Z", body: <Money …
//   /> }]} />
import type { ReactNode } from "react";
import css from "./timeline.module.css";
import { When } from "./when.tsx";

export interface Moment {
  key: string;
  title: ReactNode;
  at: string | null;
  body?: ReactNode;
  aside?: ReactNode;
  tone?: "good" | "pending" | "taken" | "quiet";
}

export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className={css.line}>
      {moments.map((moment) => (
        <li key={moment.key} className={css.moment} data-tone={moment.tone ?? "quiet"}>
          <div className={css.head}>
            <span className={css.title}>{moment.title}</span>
            {moment.aside ? <span className={css.aside}>{moment.aside}</span> : null}
          </div>
          {moment.at ? (
            <div className={css.when}>
              <When at={moment.at} />
            </div>
          ) : null}
          {moment.body ? <div className={css.body}>{moment.body}</div> : null}
        </li>
      ))}
    </ol>
  );
}
