// One import from draft to done: what the columns mean, a trial run, the run with its progress, the rows that
// failed. It can be left at any point and found again; run twice it makes each sale once.
//   /w/ws_…/imports/import_…
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { importsAddress } from "../../addresses.ts";
import { importQuery } from "../../data/imports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./import.module.css";
import { ImportProblems } from "./import-problems.tsx";
import { ImportResult } from "./import-result.tsx";
import { ImportState } from "./imports.tsx";

const ImportMappingForm = later(() => import("./import-mapping.tsx"), "ImportMappingForm");

export function ImportPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { import: id = "" } = useParams({ strict: false }) as { import?: string };
  const [isCorrecting, setCorrecting] = useState(false);
  const found = useQuery(importQuery(ws, id));
  const run = found.data;
  const back = { to: importsAddress(ws), name: say("nav.imports") };
  if (found.isError) {
    return (
      <Page title={say("imports.new")} back={back}>
        <Problem error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  if (!run) return <Page title="…" back={back} />;
  // A trial and a draft are about the mapping; behind a real run it can still be corrected.
  const isMapping = run.state === "draft" || run.dryRun;
  return (
    <Page
      title={run.fileName}
      back={back}
      lead={
        <span className={css.lead}>
          <ImportState run={run} />
          <When at={run.createdAt} />
        </span>
      }
    >
      {run.state === "draft" ? null : <ImportResult run={run} />}
      {run.message ? (
        <Problem error={{ status: 0, code: "invalid_mapping", detail: run.message, errors: [] }} />
      ) : null}
      {run.rowsFailed > 0 && run.state !== "running" ? <ImportProblems run={run} /> : null}
      {run.state === "running" ? null : (
        <Section
          title={say("mapping.title")}
          aside={say("mapping.aside", { count: run.preview.columns.length })}
        >
          {isMapping ? (
            <ImportMappingForm key={run.id} run={run} />
          ) : (
            <details className={css.correct} onToggle={(event) => setCorrecting(event.currentTarget.open)}>
              <summary>{say("mapping.correct")}</summary>
              {isCorrecting ? <ImportMappingForm key={run.id} run={run} /> : null}
            </details>
          )}
        </Section>
      )}
    </Page>
  );
}
