// One connected source: how it is doing, its last messages, who pays the parties there, and its connection.
// It never shows a secret.
//   /w/ws_…/sources/stripe?tab=settings
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { connectSourceAddress, messagesAddress, parkedAddress, sourcesAddress } from "../../addresses.ts";
import { type Source, sourcesQuery } from "../../data/sources.ts";
import { Lost } from "../../frame/lost.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { LastMessages } from "./last-messages.tsx";
import { healthOf, SourceState } from "./source-state.tsx";
import css from "./sources.module.css";

// Its code comes with its tab.
const SourceSettings = later(
  () => import("./source-settings.tsx"),
  "SourceSettings",
  <TextSkeleton lines={6} />,
);

export function SourcePage() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { source: name = "" } = useParams({ strict: false }) as { source?: string };
  const sources = useQuery({ ...sourcesQuery(ws), enabled: may("imports") });
  const back = { to: sourcesAddress(ws), name: say("nav.sources") };
  if (!may("imports")) {
    return (
      <Page title={say("nav.sources")} back={back}>
        <NoAccess says={say("sources.noAccess")} />
      </Page>
    );
  }
  if (sources.isError) {
    return (
      <Page title={say("nav.sources")} back={back}>
        <Problem error={sources.error} onRetry={() => void sources.refetch()} />
      </Page>
    );
  }
  if (sources.isPending) return <Page title="…" back={back} />;
  const source = sources.data.find((one) => one.name === name);
  if (!source) return <Lost />;
  return (
    <Page title={source.title} back={back} lead={<Lead source={source} />}>
      <Warning source={source} />
      <div className={css.health}>
        <Health source={source} />
      </div>
      <Tabs
        says={source.title}
        tabs={[
          { key: "messages", name: say("source.messages"), body: <LastMessages source={source} /> },
          ...(may("sources")
            ? [{ key: "settings", name: say("source.settings"), body: <SourceSettings source={source} /> }]
            : []),
        ]}
      />
    </Page>
  );
}

function Lead({ source }: { source: Source }) {
  const { say } = useWords();
  return (
    <span className={css.lead}>
      <SourceState source={source} />
      {source.lastReceivedAt ? (
        <span>
          {say("sources.last")} <When at={source.lastReceivedAt} />
        </span>
      ) : null}
    </span>
  );
}

function Health({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const count = (n: number) => (n === 0 ? "–" : say("number", { n }));
  const since = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const failed = `${messagesAddress(ws)}?source=${source.name}&state=refused&from=${since}`;
  return (
    <Figures>
      <Figure
        name={say("sources.parked")}
        value={count(source.parked)}
        says={say(source.parked > 0 ? "source.parkedSays" : "source.parkedNone")}
        {...(source.parked > 0 ? { to: parkedAddress(ws), tone: "pending" as const } : {})}
      />
      <Figure
        name={say("sources.failed")}
        value={count(source.failed)}
        says={say("source.failedSays")}
        {...(source.failed > 0 ? { to: failed, tone: "taken" as const } : {})}
      />
      <Figure
        name={say("source.queued")}
        value={count(source.queued)}
        says={say(source.state === "paused" ? "source.queuedPaused" : "source.queuedSays")}
      />
    </Figures>
  );
}

function Warning({ source }: { source: Source }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const health = healthOf(source);
  const steps = may("sources") ? (
    <Link to={connectSourceAddress(ws, source.name)}>{say("source.toSteps")}</Link>
  ) : null;
  const { count, at } = source.turnedAway;
  if (health === "turnedAway") {
    return (
      <Warn tone="taken">
        {say("connect.turnedAway", { count, title: source.title })} {at ? <When at={at} /> : null} {steps}
      </Warn>
    );
  }
  if (health === "unfinished") {
    return (
      <Warn tone="pending">
        {say("source.unfinished")} {steps}
      </Warn>
    );
  }
  if (health === "silent") {
    return (
      <Warn tone="pending">
        {say("source.silent", { title: source.title })} {steps}
      </Warn>
    );
  }
  if (health === "paused") return <Warn tone="pending">{say("source.paused")}</Warn>;
  if (source.apiKeyProblem) {
    return (
      <Warn tone="pending">
        {say("source.keyProblem")} {source.apiKeyProblem}
      </Warn>
    );
  }
  return null;
}

function Warn({ tone, children }: { tone: "pending" | "taken"; children: ReactNode }) {
  return (
    <div className={css.warn} data-tone={tone} role="status">
      <Icon name="warning" />
      <div className={css.warnBody}>{children}</div>
    </div>
  );
}
