// The first stop of a page that has others before its own: leads past them. It shows only while it has the
// focus.
//   <SkipLink /> … <main id={PAGE} tabIndex={-1}>…</main>
import { useWords } from "../words/words.tsx";
import css from "./skip-link.module.css";

/** What it leads to is called so. */
export const PAGE = "page";

export function SkipLink() {
  const { say } = useWords();
  return (
    <a className={css.skip} href={`#${PAGE}`}>
      {say("frame.skip")}
    </a>
  );
}
