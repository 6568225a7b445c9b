// The ledger whole: does it balance, where its chain stands, was it verified; its accounts by kind and its
// entries. It never changes an entry: nobody can.
//   /w/ws_…/ledger?tab=entries
import { Page } from "../../../parts/page.tsx";
import { NoAccess } from "../../../parts/problem.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { Accounts } from "./accounts.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Books } from "./books.tsx";
import { Entries } from "./entries.tsx";
import { Tax } from "./tax.tsx";
import { Trial } from "./trial.tsx";
import { Verifications } from "./verifications.tsx";

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
