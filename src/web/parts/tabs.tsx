// The sections of one page. Tabs keeps the open one in the address (?tab=fees), so that it can be sent to a
// colleague and is there again when one comes back; TabLinks is a row of pages that belong together
// (settings). It never loads what is not open.
//   <Tabs says="Product" tabs={[{ key: "offers", name: "Offers", body: <Offers /> }, …]} />
//   <TabLinks says="Settings" links={[{ to: "/w/ws_1/settings", name: "Business", isExact: true }, …]} />
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import css from "./tabs.module.css";

export interface Tab {
  key: string;
  name: string;
  /** Said behind the name: how many there are. */
  count?: number | string;
  /** Made only when it is open. */
  body: ReactNode;
}

interface TabsProps {
  says: string;
  tabs: readonly Tab[];
  /** Its name in the address: another one where a page has two rows of tabs. */
  name?: string;
}

export function Tabs({ says, tabs, name = "tab" }: TabsProps) {
  const id = useId();
  const navigate = useNavigate();
  const asked = (useSearch({ strict: false }) as Record<string, string | undefined>)[name];
  const row = useRef<HTMLDivElement>(null);
  const open = tabs.find((tab) => tab.key === asked) ?? tabs[0];
  useCurrentInView(row, open?.key);
  const choose = (tab: Tab) => {
    const isFirst = tab === tabs[0];
    void navigate({
      to: ".",
      search: (old: Record<string, unknown>) => ({ ...old, [name]: isFirst ? undefined : tab.key }),
      replace: true,
      resetScroll: false,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = open ? tabs.indexOf(open) : 0;
    const last = tabs.length - 1;
    const places: Record<string, number> = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
      Home: 0,
      End: last,
    };
    const next = tabs[places[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    choose(next);
    row.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.key)}"]`)?.focus();
  };
  if (!open) return null;
  return (
    <>
      <div ref={row} className={css.row} role="tablist" aria-label={says} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            className={css.tab}
            aria-selected={tab === open}
            aria-controls={`${id}-body`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => choose(tab)}
          >
            <TabName name={tab.name} />
            {tab.count === undefined ? null : <span className={css.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-body`} role="tabpanel" aria-labelledby={`${id}-${open.key}`} className={css.body}>
        {open.body}
      </div>
    </>
  );
}

interface TabLinksProps {
  says: string;
  links: readonly { to: string; name: string; count?: number | string; isExact?: boolean }[];
}

export function TabLinks({ says, links }: TabLinksProps) {
  const row = useRef<HTMLElement>(null);
  useCurrentInView(row, links.length);
  return (
    <nav ref={row} className={css.row} aria-label={says}>
      {links.map((link) => (
        <Link
          key={link.to}
          to={link.to}
          className={css.tab}
          activeOptions={{ exact: link.isExact ?? false, includeSearch: false }}
        >
          <TabName name={link.name} />
          {link.count === undefined ? null : <span className={css.count}>{link.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** As wide as it is when it is open: the others stay where they are when it opens. */
function TabName({ name }: { name: string }) {
  return (
    <span className={css.name} data-name={name}>
      {name}
    </span>
  );
}

/** On a phone the row scrolls sideways: the open one is in sight when the page opens. */
function useCurrentInView(row: React.RefObject<HTMLElement | null>, open: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when another one opens
  useEffect(() => {
    const frame = row.current;
    const current = frame?.querySelector<HTMLElement>('[aria-selected="true"], [aria-current]');
    if (!frame || !current) return;
    const middle = current.offsetLeft - (frame.clientWidth - current.offsetWidth) / 2;
    frame.scrollTo({ left: Math.max(0, middle) });
  }, [open]);
}
