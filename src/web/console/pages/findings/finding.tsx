// One held commission: how much and whose, the evidence as it was, and the decision: release it, or take it
// back, each with what follows from it and a reason that the affiliate reads.
//   /w/ws_…/findings/finding_…
import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import css from "../../../attribution/attribution.module.css";
import { amountOf, FINDING_TONES, saysEvidence } from "../../../attribution/finding-words.ts";
import {
  countedQuery,
  decideFinding,
  type Finding,
  findingQuery,
  findingsChanged,
} from "../../../data/attribution.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton } from "../../../parts/skeletons.tsx";
import { Status } from "../../../parts/status.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { findingsAddress, partyAddress, productAddress, saleAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CountedBy } from "./counted-by.tsx";

type Outcome = "released" | "taken_back";

export function FindingPage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { finding: id = "" } = useParams({ strict: false }) as { finding?: string };
  const found = useQuery(findingQuery(ws, id));
  const back = { to: findingsAddress(ws), name: say("finding.title") };
  if (!found.data) {
    return (
      <Page title={say("finding.one")} back={back}>
        {found.isError ? (
          <Problem error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <FiguresSkeleton count={1} />
        )}
      </Page>
    );
  }
  return <Loaded finding={found.data} back={back} />;
}

function Loaded({ finding, back }: { finding: Finding; back: { to: string; name: string } }) {
  const words = useWords();
  const { say } = words;
  const { ws, may } = useWorkspace();
  const [open, setOpen] = useState<Outcome | null>(null);
  const isHeld = finding.state === "held";
  const counted = useQuery(countedQuery(ws, finding.id)).data?.data;
  const isByHand = finding.evidence.some((one) => one.rule === "byHand");
  return (
    <Page
      title={say("finding.titleOf", { name: finding.party.name })}
      back={back}
      lead={<Status tone={FINDING_TONES[finding.state]}>{say(`finding.state.${finding.state}`)}</Status>}
      action={
        isHeld && may("disputes") ? (
          <Button onClick={() => setOpen("released")}>{say("finding.release")}</Button>
        ) : null
      }
    >
      <Figures>
        <Figure
          name={say("finding.amount")}
          amounts={[{ amount: amountOf(finding), currency: finding.currency }]}
          tone={isHeld ? "pending" : "ink"}
          {...saysBack(finding, words)}
        />
      </Figures>
      <Section
        title={say("finding.evidence")}
        aside={say(isByHand ? "finding.handSays" : "finding.evidenceSays")}
      >
        <ul className={css.evidence}>
          {finding.evidence.map((one) => (
            <li key={one.rule}>
              <Told evidence={one} currency={finding.currency} />
              <CountedBy evidence={one} counted={counted?.find(({ rule }) => rule === one.rule)} />
            </li>
          ))}
        </ul>
      </Section>
      <About finding={finding} />
      {isHeld ? null : <Decided finding={finding} />}
      {isHeld && may("disputes") ? (
        <div className={css.grave}>
          <Button variant="default" onClick={() => setOpen("taken_back")}>
            {say("finding.takeBack")}
          </Button>
        </div>
      ) : null}
      {isHeld && !may("disputes") ? <p>{say("finding.mayNot")}</p> : null}
      {open === null ? null : <Decide finding={finding} outcome={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** Where a part was refunded since, what was held at first. */
function saysBack(finding: Finding, { say, language }: Words): { says?: string } {
  const { amount, state, currency } = finding;
  if (amountOf(finding) === amount) return {};
  const key = state === "held" ? "finding.heldOf" : "finding.decidedOf";
  return { says: say(key, { amount: amountText(amount, currency, language) }) };
}

function Told({ evidence, currency }: { evidence: Finding["evidence"][number]; currency: string }) {
  const words = useWords();
  const { say } = words;
  return (
    <>
      <strong>{say(`finding.rule.${evidence.rule}`)}</strong>
      {saysEvidence(evidence, currency, words)}
      {evidence.addedAt === null ? null : (
        <p>
          {say("finding.addedLater")} <When at={evidence.addedAt} />
        </p>
      )}
    </>
  );
}

function About({ finding }: { finding: Finding }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { sale, product, party, foundAt } = finding;
  return (
    <Section title={say("finding.facts")}>
      <Facts
        facts={[
          [
            say("word.sale"),
            <Link key="sale" to={saleAddress(ws, sale)}>
              {say("finding.seeSale")}
            </Link>,
          ],
          [
            say("word.product"),
            <Link key="product" to={productAddress(ws, product.id)}>
              {product.name}
            </Link>,
          ],
          [
            say("coupon.affiliate"),
            <Link key="party" to={partyAddress(ws, party.id)}>
              {party.name}
            </Link>,
          ],
          [say("finding.found"), <When key="found" at={foundAt} />],
        ]}
      />
    </Section>
  );
}

function Decided({ finding }: { finding: Finding }) {
  const { say } = useWords();
  const { reason, decidedBy, decidedAt } = finding;
  return (
    <Section title={say("finding.decided")}>
      <p>
        {say("finding.decidedBy", { name: decidedBy ?? "" })}
        {decidedAt === null ? null : (
          <>
            {" · "}
            <When at={decidedAt} />
          </>
        )}
      </p>
      <p className={css.reason}>{reason}</p>
    </Section>
  );
}

function Decide({ finding, outcome, onClose }: { finding: Finding; outcome: Outcome; onClose: () => void }) {
  const { say, language } = useWords();
  const { ws, own } = useWorkspace();
  const { tell } = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const { name } = finding.party;
  const amount = amountText(amountOf(finding), finding.currency, language);
  // What came since the dialog was opened is shown in it, so that the decision is based on that too.
  const [begun] = useState(finding.version);
  const fresh = finding.evidence.slice(begun);
  const decide = useMutation({
    mutationFn: () => {
      const basedOn = finding.version;
      return decideFinding(ws, finding.id, { state: outcome, reason: reason.trim(), basedOn });
    },
    onError: () => queries.invalidateQueries({ queryKey: findingQuery(ws, finding.id).queryKey }),
    onSuccess: async () => {
      await findingsChanged(queries, ws);
      tell({ says: say(`finding.done.${outcome}`, { amount, name }) });
      onClose();
    },
  });
  const isRelease = outcome === "released";
  return (
    <Confirm
      isOpen
      title={say(isRelease ? "finding.releaseTitle" : "finding.takeBackTitle", { amount, name })}
      act={say(isRelease ? "finding.releaseAct" : "finding.takeBackAct", { amount, name })}
      final={say(isRelease ? "finding.releaseSays" : "finding.takeBackSays", {
        name,
        producer: own?.name ?? "",
      })}
      isReady={reason.trim() !== ""}
      isWorking={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate()}
      onClose={onClose}
    >
      {fresh.length > 0 ? (
        <section aria-label={say("finding.newEvidence")} className={css.fresh}>
          <ul className={css.evidence}>
            {fresh.map((one) => (
              <li key={one.rule}>
                <Told evidence={one} currency={finding.currency} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Textarea
        label={say("finding.reason")}
        description={say("finding.reasonHint", { name })}
        rows={3}
        maxLength={2000}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
