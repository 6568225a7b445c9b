// The ledger whole: does it balance, where its chain stands, was it verified; its accounts by kind and its
// entries. It never changes an entry: nobody can.
//   /w/ws_…/ledger?tab=entries
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";

// Each tab's code comes with its tab.
const WAITING = <TextSkeleton lines={6} />;
const Accounts = later(() => import("./accounts.tsx"), "Accounts", WAITING);
const Adjustments = later(() => import("./adjustments.tsx"), "Adjustments", WAITING);
const Books = later(() => import("./books.tsx"), "Books", WAITING);
const Entries = later<"Entries", object>(() => import("./entries.tsx"), "Entries", WAITING);
const Tax = later(() => import("./tax.tsx"), "Tax", WAITING);
const Trial = later(() => import("./trial.tsx"), "Trial", WAITING);
const Verifications = later<"Verifications", object>(
  () => import("./verifications.tsx"),
  "Verifications",
  WAITING,
);

export function Ledger() {
  const { say } = useWords();
  const { may } = useWorkspace();
  return (
    <Page title={say("nav.ledger")} lead={say("ledger.lead")}>
      {may("ledger") ? (
        <Tabs
          says={say("nav.ledger")}
          tabs={[
            { key: "balance", name: say("ledger.balance"), body: <Trial /> },
            { key: "accounts", name: say("ledger.accounts"), body: <Accounts /> },
            { key: "entries", name: say("ledger.entries"), body: <Entries /> },
            { key: "adjustments", name: say("adjustment.many"), body: <Adjustments /> },
            { key: "tax", name: say("tax.tab"), body: <Tax /> },
            { key: "books", name: say("books.tab"), body: <Books /> },
            { key: "verify", name: say("ledger.verify"), body: <Verifications /> },
          ]}
        />
      ) : (
        <NoAccess says={say("ledger.noAccess")} />
      )}
    </Page>
  );
}
