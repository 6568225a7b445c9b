// One message of a source, as it came: what became of it, why it waits and what would mend it; another try,
// setting it aside with a reason, and taking that back. It never changes the message.
//   /w/ws_…/messages/delivery_…
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "../../../parts/icons.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { messageAddress, messagesAddress, parkedAddress, saleAddress } from "../../addresses.ts";
import {
  type DeliveryDetail,
  deliveryQuery,
  replayDelivery,
  restoreDelivery,
} from "../../data/deliveries.ts";
import { moneyMoved } from "../../data/money-moved.ts";
import { titleOf } from "../../data/sources.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./delivery.module.css";
import { Dismiss } from "./dismiss-delivery.tsx";
import { MapProduct } from "./map-product.tsx";
import { TONES } from "./message-tones.ts";
import { NameProduct } from "./name-product.tsx";
import { noteText, reasonHelp, reasonName } from "./reasons.ts";

export function DeliveryPage() {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const { delivery: id = "" } = useParams({ strict: false }) as { delivery?: string };
  const delivery = useQuery(deliveryQuery(ws, id));
  const one = delivery.data;
  const isParked = one?.state === "parked";
  const back = isParked
    ? { to: parkedAddress(ws), name: say("parked.title") }
    : { to: messagesAddress(ws), name: say("messages.title") };
  if (delivery.isError) {
    return (
      <Page title={say("delivery.title")} back={back}>
        <Problem error={delivery.error} onRetry={() => void delivery.refetch()} />
      </Page>
    );
  }
  if (!one) return <Page title="…" back={back} />;
  return (
    <Page
      title={isParked ? reasonName(one, words) : (one.type ?? say("delivery.title"))}
      back={back}
      lead={noteText(one, words)}
      action={<Acts one={one} />}
    >
      <Help one={one} />
      <DeliveryFacts one={one} />
      <Related one={one} />
      <Section title={say("delivery.body")} aside={say("delivery.bodyAside")}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className={css.frame} tabIndex={0} aria-label={say("delivery.body")}>
          <pre className={css.body}>{pretty(one.body)}</pre>
        </section>
      </Section>
      {one.headers ? (
        <Section title={say("delivery.headers")} aside={say("delivery.headersAside")}>
          <dl className={css.headers}>
            {Object.entries(one.headers).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value === "" ? say("delivery.notKept") : value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
    </Page>
  );
}

/** What to do; where a product is not mapped, the step itself. */
function Help({ one }: { one: DeliveryDetail }) {
  const words = useWords();
  const help = reasonHelp(one, words);
  if (one.state === "parked" && one.reason === "product_not_named") return <NameProduct one={one} />;
  const waits = one.state === "parked" && one.reason === "unknown_product" ? one.products : [];
  if (waits.length === 0) {
    const isOpen = one.state === "parked" || one.state === "refused" || one.reason === "needs_look";
    return help && isOpen ? <p className={css.help}>{help}</p> : null;
  }
  const { source, receivedAt } = one;
  return (
    <div className={css.map}>
      <Section title={words.say("delivery.whichProduct")}>
        {waits.map(({ ref, name, offerRef, amount, currency }) => (
          <MapProduct
            key={ref}
            parked={{
              ...{ source, ref, name, waiting: 1, firstAt: receivedAt, lastAt: receivedAt },
              prices: [{ offerRef, currency, least: amount, most: amount, waiting: 1 }],
            }}
          />
        ))}
      </Section>
    </div>
  );
}

function Acts({ one }: { one: DeliveryDetail }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const settled = () => moneyMoved(queries, ws);
  const replay = useMutation({ mutationFn: () => replayDelivery(ws, one.id), onSuccess: settled });
  const restore = useMutation({ mutationFn: () => restoreDelivery(ws, one.id), onSuccess: settled });
  if (!may("sources") || one.state === "applied" || one.state === "stored") return null;
  if (one.state === "dismissed") {
    return (
      <>
        {restore.error ? <Problem error={restore.error} /> : null}
        <Button
          leftSection={<Icon name="undo" />}
          loading={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {say("delivery.restore")}
        </Button>
      </>
    );
  }
  return (
    <>
      {replay.error ? <Problem error={replay.error} /> : null}
      <Dismiss one={one} onDone={settled} />
      <Button
        variant={/product/.test(one.reason ?? "") ? "default" : "filled"}
        leftSection={<Icon name="switch" />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {say("delivery.again")}
      </Button>
    </>
  );
}

function DeliveryFacts({ one }: { one: DeliveryDetail }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const facts: [string, ReactNode][] = [
    [
      say("word.state"),
      <Status key="state" tone={TONES[one.state]}>
        {say(`deliveryState.${one.state}`)}
      </Status>,
    ],
    [say("word.source"), titleOf(one.source)],
    [say("messages.type"), one.type ?? say("messages.untyped")],
    [say("parked.received"), <When key="at" at={one.receivedAt} />],
    [say("parked.tries"), say("number", { n: one.attempts })],
    [say("delivery.key"), one.key],
  ];
  if (one.state === "applied" && one.reason) facts.push([say("delivery.remark"), reasonName(one, words)]);
  // What the reader's words leave out: amounts and names, as the server noted them.
  if (one.message && one.message !== noteText(one, words)) {
    facts.push([
      say("delivery.note"),
      <span key="note" lang="en">
        {one.message}
      </span>,
    ]);
  }
  if (one.sale) {
    const link = <Link to={saleAddress(ws, one.sale)}>{say("delivery.toSale")}</Link>;
    facts.push([say("word.sale"), link]);
  }
  if (one.dismissed) {
    facts.push([say("delivery.dismissedWhy"), one.dismissed.why]);
    facts.push([say("delivery.dismissedAt"), <When key="dismissed" at={one.dismissed.at} />]);
  }
  return <Facts facts={facts} />;
}

function Related({ one }: { one: DeliveryDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  if (one.related.length === 0) return null;
  return (
    <Section title={say("delivery.related")} aside={say("delivery.relatedAside")}>
      <ul className={css.related}>
        {one.related.map((other) => (
          <li key={other.id}>
            <Link to={messageAddress(ws, other.id)}>{other.type ?? other.key}</Link>
            <Status tone={TONES[other.state]}>{say(`deliveryState.${other.state}`)}</Status>
            <When at={other.receivedAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
