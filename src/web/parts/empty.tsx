// A page or a list with nothing in it: what it will show, and the one step that fills it.
// It never blames and never apologises.
//   <Empty title="No sales yet" says="Every sale shows here …" action={<Button>Import a file</Button>} />
import type { ReactNode } from "react";
import css from "./empty.module.css";

interface Props {
  title: string;
  says: ReactNode;
  action?: ReactNode;
}

export function Empty({ title, says, action }: Props) {
  return (
    <div className={css.empty}>
      <svg width="56" height="56" viewBox="0 0 32 32" aria-hidden="true" className={css.mark}>
        <path d="M17 16.15V2.04A14 14 0 1 1 12.87 29.65Z" />
        <path d="M14.8 16.51 10.96 29.06A14 14 0 0 1 3.1 10.55Z" />
        <path d="M15 14.37 4.01 8.77A14 14 0 0 1 15 2.04Z" />
      </svg>
      <h2 className={css.title}>{title}</h2>
      <p className={css.says}>{says}</p>
      {action ? <div className={css.action}>{action}</div> : null}
    </div>
  );
}
