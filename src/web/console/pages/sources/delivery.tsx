// One message of a source, as it came: why it waits, what would mend it, and the button that tries it again.
// It never changes the message.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "../../../parts/icons.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status, type Tone } from "../../../parts/status.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { parkedAddress, saleAddress } from "../../addresses.ts";
import { type Delivery, type DeliveryDetail, deliveryQuery, replayDelivery } from "../../data/deliveries.ts";
import { moneyMoved } from "../../data/money-moved.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./delivery.module.css";
import { reasonName } from "./parked.tsx";

const TONES: Record<Delivery["state"], Tone> = {
  stored: "quiet",
  applied: "good",
  parked: "pending",
  ignored: "quiet",
  refused: "taken",
};

export function DeliveryPage() {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const { delivery: id = "" } = useParams({ strict: false }) as { delivery?: string };
  const delivery = useQuery(deliveryQuery(ws, id));
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayDelivery(ws, id),
    onSuccess: () => moneyMoved(queries, ws),
  });
  const one = delivery.data;
  const back = { to: parkedAddress(ws), name: say("parked.title") };
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
      title={one.state === "parked" ? reasonName(one, words) : say(`deliveryState.${one.state}`)}
      back={back}
      lead={one.message}
      action={
        one.state === "parked" ? (
          <Button
            leftSection={<Icon name="undo" />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {say("delivery.again")}
          </Button>
        ) : null
      }
    >
      {replay.isError ? <Problem error={replay.error} /> : null}
      {replay.data?.state === "parked" ? (
        <p role="status" className={css.still}>
          {say("delivery.still")}
        </p>
      ) : null}
      <DeliveryFacts one={one} />
      <Section title={say("delivery.body")} aside={say("delivery.bodyAside")}>
        <pre className={css.body}>{pretty(one.body)}</pre>
      </Section>
    </Page>
  );
}

function DeliveryFacts({ one }: { one: DeliveryDetail }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const facts: [string, ReactNode][] = [
    [
      say("word.state"),
      <Status key="state" tone={TONES[one.state]}>
        {say(`deliveryState.${one.state}`)}
      </Status>,
    ],
    [say("word.source"), one.source],
    [say("parked.received"), <When key="at" at={one.receivedAt} />],
    [say("parked.tries"), say("number", { n: one.attempts })],
    [say("delivery.key"), one.key],
  ];
  if (one.sale) {
    const link = <Link to={saleAddress(ws, one.sale)}>{say("delivery.toSale")}</Link>;
    facts.push([say("word.sale"), link]);
  }
  return <Facts facts={facts} />;
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
