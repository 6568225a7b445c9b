// Around the pages that belong to me and to no business: my account, and for operators the installation. The
// way back to the business I came from is always there.
//   <AccountShell title={say("account.profile")}>…</AccountShell>
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSignOut } from "../../../own/use-sign-out.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Wordmark } from "../../../parts/mark.tsx";
import { Page } from "../../../parts/page.tsx";
import { PAGE, SkipLink } from "../../../parts/skip-link.tsx";
import { TabLinks } from "../../../parts/tabs.tsx";
import { ZoneProvider } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { accountPages, OPERATOR } from "../../addresses.ts";
import { sessionQuery } from "../../data/session.ts";
import css from "./account.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function AccountShell({ title, lead, action, children }: Props) {
  const { say } = useWords();
  const session = useQuery(sessionQuery).data;
  const leave = useSignOut();
  const zone = session?.account.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <ZoneProvider value={zone}>
      <SkipLink />
      <div className={css.shell}>
        <header className={css.top}>
          <Link to="/" className={css.mark} aria-label={say("account.home", { name: "Partage" })}>
            <Wordmark size={24} />
          </Link>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<Icon name="leave" size={16} />}
            onClick={() => void leave()}
          >
            {say("frame.signOut")}
          </Button>
        </header>
        <main className={css.main} id={PAGE} tabIndex={-1}>
          <Page
            title={title}
            lead={lead ?? null}
            back={{ to: "/", name: say("account.back") }}
            {...(action === undefined ? {} : { action })}
          >
            <TabLinks
              says={say("frame.account")}
              links={[
                { to: accountPages.profile, name: say("account.profile"), isExact: true },
                { to: accountPages.security, name: say("account.security") },
                { to: accountPages.sessions, name: say("account.sessions") },
                { to: accountPages.mails, name: say("mails.title") },
                ...(session?.operator ? [{ to: OPERATOR, name: say("operator.title") }] : []),
              ]}
            />
            <div className={css.body}>{children}</div>
          </Page>
        </main>
      </div>
    </ZoneProvider>
  );
}
