// One verification: the verdict, what was looked at, where the chain stood, and each disagreement with what
// was expected, what was found, and the way to the entry.
//   /w/ws_…/ledger/verifications/verification_…
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyField } from "../../../parts/copy.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { entryAddress, ledgerAddress } from "../../addresses.ts";
import { type VerificationDetail, verificationQuery } from "../../data/ledger.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";
import { took, Verdict } from "./verifications.tsx";
import { VerifyProgress } from "./verify-progress.tsx";

export function VerificationPage() {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { verification: id = "" } = useParams({ strict: false }) as { verification?: string };
  const run = useQuery(verificationQuery(ws, id));
  const found = run.data;
  return (
    <Page
      title={say("verify.title")}
      back={{ to: `${ledgerAddress(ws)}?tab=verify`, name: say("ledger.verify") }}
      lead={found ? <Verdict run={found} /> : null}
    >
      {run.isError ? <Problem error={run.error} onRetry={() => void run.refetch()} /> : null}
      {run.isPending ? <TextSkeleton lines={5} /> : null}
      {found?.state === "running" ? <VerifyProgress run={found} /> : null}
      {found && found.state !== "running" ? (
        <>
          <div className={css.facts}>
            <Facts facts={factsOf(found, say, language)} />
          </div>
          {found.message ? <p className={css.note}>{found.message}</p> : null}
          {found.head ? (
            <Section title={say("ledger.head")}>
              <CopyField
                label={say("ledger.headHash", { batch: found.head.batch })}
                value={`${found.head.batch}:${found.head.hash}`}
              />
            </Section>
          ) : null}
        </>
      ) : null}
      {found && found.disagreements.length > 0 ? <Disagreements run={found} /> : null}
    </Page>
  );
}

function factsOf(
  run: VerificationDetail,
  say: ReturnType<typeof useWords>["say"],
  language: string,
): [string, ReactNode][] {
  const number = new Intl.NumberFormat(language);
  return [
    [say("verify.by"), run.startedBy.name],
    [say("word.when"), <When key="when" at={run.startedAt} />],
    [say("verify.took"), took(run, language)],
    [say("ledger.entries"), number.format(run.entries.done)],
    [say("nav.sales"), run.sales === null ? "–" : number.format(run.sales)],
    [say("verify.plans"), run.plans === null ? "–" : number.format(run.plans)],
  ];
}

function Disagreements({ run }: { run: VerificationDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const more = (run.found ?? 0) - run.disagreements.length;
  return (
    <Section
      title={say("verify.disagreements")}
      aside={more > 0 ? say("verify.more", { count: more }) : undefined}
    >
      <ul className={css.wrongs}>
        {run.disagreements.map((one) => (
          <li key={`${one.check} ${one.where}`}>
            <p>
              <b>{one.check}</b> {one.where}
              {one.entry === null ? null : (
                <>
                  {" · "}
                  <Link to={entryAddress(ws, one.entry)}>{say("entry.open", { seq: one.entry })}</Link>
                </>
              )}
            </p>
            <dl>
              <dt>{say("verify.expected")}</dt>
              <dd className={css.mono}>{one.expected}</dd>
              <dt>{say("verify.found")}</dt>
              <dd className={css.mono}>{one.found}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  );
}
