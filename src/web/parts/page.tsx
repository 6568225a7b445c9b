// The head of every page and its sections: where I am, what this is, and the one thing to do, always in one
// place. It holds no data. The document's title follows the page's.
//   <Page title="Sales" action={<Button>…</Button>}>…</Page>;  <Section title="Refunds">…</Section>
import { Link } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { Icon } from "./icons.tsx";
import css from "./page.module.css";

interface PageProps {
  title: string;
  /** The heading, when it is more than the title's text. */
  heading?: ReactNode;
  lead?: ReactNode;
  back?: { to: string; name: string };
  action?: ReactNode;
  children?: ReactNode;
}

export function Page({ title, heading, lead, back, action, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Partage`;
  }, [title]);
  return (
    <article className={css.page}>
      <header className={css.header}>
        <div className={css.headings}>
          {back ? (
            <Link to={back.to} className={css.back}>
              <Icon name="left" size={14} />
              {back.name}
            </Link>
          ) : null}
          <h1 className={css.title}>{heading ?? title}</h1>
          {lead ? <div className={css.lead}>{lead}</div> : null}
        </div>
        {action ? <div className={css.action}>{action}</div> : null}
      </header>
      {children}
    </article>
  );
}

/** A section within a section is called one step smaller. */
const TitleIn = createContext<"h2" | "h3">("h2");

interface SectionProps {
  title: string;
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}

export function Section({ title, aside, id, children }: SectionProps) {
  const Title = useContext(TitleIn);
  return (
    <section className={css.section} id={id}>
      <div className={css.sectionHead}>
        <Title className={css.sectionTitle}>{title}</Title>
        {aside ? <div className={css.aside}>{aside}</div> : null}
      </div>
      <TitleIn value="h3">{children}</TitleIn>
    </section>
  );
}

/** Facts in pairs, as a definition list: what it is called, what it is. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={css.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
