// Connecting a platform, step by step: what to press there, the address to paste there, the secret to paste
// here, and then waiting, live, for its first message. It can be left and gone on with. It never keeps what
// is pasted.
//   /w/ws_…/sources/hotmart/connect
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyField } from "../../../parts/copy.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { useWords } from "../../../words/words.tsx";
import { sourceAddress, sourcesAddress } from "../../addresses.ts";
import {
  type ConnectedSource,
  changeSource,
  connectionQuery,
  PLATFORMS,
  renewAddress,
  type SourceName,
  sourcesQuery,
} from "../../data/sources.ts";
import { Lost } from "../../frame/lost.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./connect-source.module.css";
import { FirstMessage } from "./first-message.tsx";
import { SecretForm } from "./secret-form.tsx";

const EVENTS: Record<SourceName, readonly string[]> = {
  stripe: [
    "charge.succeeded",
    "charge.captured",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.closed",
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "invoice.paid",
    "invoice_payment.paid",
    "refund.failed",
  ],
  hotmart: [
    "PURCHASE_APPROVED",
    "PURCHASE_COMPLETE",
    "PURCHASE_REFUNDED",
    "PURCHASE_PROTEST",
    "PURCHASE_CHARGEBACK",
    "PURCHASE_CANCELED",
  ],
};

export function ConnectSource() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { source: name = "" } = useParams({ strict: false }) as { source?: string };
  const platform = PLATFORMS.find((one) => one.name === name);
  const back = { to: sourcesAddress(ws), name: say("nav.sources") };
  const mayLook = may("sources") && !!platform;
  // Only what is connected is asked for its address: of another the server knows nothing.
  const list = useQuery({ ...sourcesQuery(ws), enabled: mayLook });
  const isKnown = list.data?.some((one) => one.name === name) === true;
  const connection = useQuery({ ...connectionQuery(ws, name, true), enabled: mayLook && isKnown });
  if (!platform) return <Lost />;
  const title = say("connect.title", { title: platform.title });
  if (!may("sources")) {
    return (
      <Page title={title} back={back}>
        <NoAccess says={say("sources.whoConnects")} />
      </Page>
    );
  }
  const isGone = isProblem(connection.error) && connection.error.status === 404;
  const source = isGone ? undefined : connection.data;
  const isNew = isGone || (list.isSuccess && !isKnown);
  const failed = list.isError ? list : connection.isError && !isGone ? connection : null;
  return (
    <Page title={title} back={back} lead={say(`sources.says.${platform.name}`)}>
      {failed ? <Problem error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {source || isNew ? <Steps name={platform.name} title={platform.title} source={source} /> : null}
    </Page>
  );
}

interface StepsProps {
  name: SourceName;
  title: string;
  source: ConnectedSource | undefined;
}

function Steps({ name, title, source }: StepsProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const hasSecret = source?.hasSecret === true;
  const isLive = hasSecret && source?.lastReceivedAt !== null;
  return (
    <ol className={css.steps}>
      <Step n={1} title={say("connect.address")} state={source ? "done" : "now"}>
        <Address name={name} title={title} source={source} />
      </Step>
      <Step n={2} title={say(`connect.there.${name}`)} state={hasSecret ? "done" : source ? "now" : "later"}>
        {source ? (
          <>
            <ol className={css.clicks}>
              {([1, 2, 3, 4] as const).map((n) => (
                <li key={n}>{say(`connect.${name}.${n}`)}</li>
              ))}
            </ol>
            <ul className={css.events} aria-label={say("connect.events")}>
              {EVENTS[name].map((event) => (
                <li key={event}>
                  <code>{event}</code>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Step>
      <Step n={3} title={say(`connect.secret.${name}`)} state={hasSecret ? "done" : source ? "now" : "later"}>
        {source ? <SecretForm key={String(hasSecret)} source={source} /> : null}
      </Step>
      <Step n={4} title={say("connect.first")} state={isLive ? "done" : hasSecret ? "now" : "later"}>
        {hasSecret && source ? (
          <>
            <FirstMessage source={source} />
            {isLive ? (
              <div className={css.acts}>
                <Button component={Link} to={sourceAddress(ws, name)}>
                  {say("connect.done", { title })}
                </Button>
              </div>
            ) : null}
          </>
        ) : null}
      </Step>
    </ol>
  );
}

type StepState = "done" | "now" | "later";

function Step(props: { n: number; title: string; state: StepState; children: ReactNode }) {
  const { n, title, state, children } = props;
  const { say } = useWords();
  return (
    <li className={css.step} data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <span className={css.mark} aria-hidden="true">
        {state === "done" ? <Icon name="check" size={16} /> : n}
      </span>
      <h2 className={css.title}>
        {title}
        {state === "done" ? <span className="only-read"> {say("connect.stepDone")}</span> : null}
      </h2>
      <div className={css.body}>{children}</div>
    </li>
  );
}

function Address({ name, title, source }: StepsProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => (source ? renewAddress(ws, name) : changeSource(ws, name, {})),
    onSuccess: (made) => {
      queries.setQueryData(connectionQuery(ws, name, true).queryKey, made);
      void queries.invalidateQueries({ queryKey: [ws, "sources"], exact: true });
    },
  });
  if (source?.address) {
    return (
      <CopyField
        label={say("connect.addressOf", { title })}
        value={source.address}
        hint={say(isLocal(source.address) ? "connect.addressLocal" : "connect.addressHint")}
      />
    );
  }
  return (
    <>
      <p>{say(source ? "connect.addressLost" : "connect.addressSays", { title })}</p>
      {make.error ? <Problem error={make.error} /> : null}
      <div className={css.acts}>
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {say(source ? "connect.newAddress" : "connect.makeAddress")}
        </Button>
      </div>
    </>
  );
}

/** No platform on the internet reaches this machine by that name. */
function isLocal(address: string): boolean {
  const { hostname } = new URL(address);
  return /^(localhost|127\.|10\.|192\.168\.|\[::1\])/.test(hostname);
}
