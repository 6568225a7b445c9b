// One part on the page of parts, with its name and its states below one another. Not in what is shipped.
// Example: <Shown name="Share bar"><ShareBar … /></Shown> → a section that a picture is taken of.
import type { ReactNode } from "react";
import { Section } from "../../../parts/page.tsx";
import css from "./shown.module.css";

/** Parts whose pictures are taken together: data-picture is the name of the file. */
export function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.group} data-picture={name}>
      {children}
    </div>
  );
}

export function Shown({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Section title={name} id={name.toLowerCase().replace(/\W+/g, "-")}>
      <div className={css.shown}>{children}</div>
    </Section>
  );
}

export function InRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}

export function Narrow({ children }: { children: ReactNode }) {
  return <div className={css.narrow}>{children}</div>;
}
