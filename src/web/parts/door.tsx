// What stands around the pages before a workspace: the wordmark, one thing to do, and the choice of language.
// It never shows anything of anybody's business.
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { LANGUAGES, languageName } from "../words/languages.ts";
import { useWords } from "../words/words.tsx";
import css from "./door.module.css";
import { Mark, Wordmark } from "./mark.tsx";

interface Props {
  title: string;
  lead?: ReactNode;
  isWide?: boolean;
  children?: ReactNode;
}

export function Door({ title, lead, isWide = false, children }: Props) {
  const { say, language, choose } = useWords();
  useEffect(() => {
    document.title = `${title} · Partage`;
  }, [title]);
  return (
    <div className={css.door}>
      <span className={css.ground}>
        <Mark size={760} />
      </span>
      <header className={css.top}>
        <Link to="/" className={css.mark} aria-label="Partage">
          <Wordmark size={26} />
        </Link>
      </header>
      <main className={css.main} data-wide={isWide || undefined}>
        <h1 className={css.title}>{title}</h1>
        {lead ? <p className={css.lead}>{lead}</p> : null}
        {children}
      </main>
      <footer className={css.foot}>
        <span className={css.says}>{say("door.says")}</span>
        <span className={css.languages}>
          {LANGUAGES.map((tag) => (
            <button
              key={tag}
              type="button"
              lang={tag}
              className={css.language}
              aria-pressed={tag === language}
              onClick={() => void choose(tag)}
            >
              {languageName(tag)}
            </button>
          ))}
        </span>
      </footer>
    </div>
  );
}
