// The last time that who runs the installation set the platform's fee of new products here: who, when, from
// what to what. Nothing where nobody did, and for those who do not see the audit trail.
import { useInfiniteQuery } from "@tanstack/react-query";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { withWords } from "../../../words/languages.ts";
import { useWords } from "../../../words/words.tsx";
import { auditQuery } from "../../data/settings.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

/** With the words of the whole audit trail: few have an entry to show. */
const AuditLine = later(() => withWords(import("./audit-line.tsx"), "products"), "AuditLine");

export function OperatorsFee() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const filters = { type: "workspace.platform_fee_set", subject: ws };
  const last = useInfiniteQuery({ ...auditQuery(ws, filters), enabled: may("audit") }).data?.pages[0]
    ?.data[0];
  if (last === undefined) return null;
  return (
    <Section title={say("feeSettings.byOperator")}>
      <p className={css.note}>{say("feeSettings.byOperatorSays")}</p>
      <ol className={css.trail}>
        <AuditLine entry={last} />
      </ol>
    </Section>
  );
}
