// What waits for somebody: parked messages, imports, disputes, parties below zero, webhooks, silent sources,
// books that disagree, first steps, questions, held commissions, payout runs and what of them does not go on.
// Nothing when nothing does. The server tells each only to who may see it.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { heldQuery } from "../../../data/attribution.ts";
import { runsQuery } from "../../../data/payouts.ts";
import { questionCountsQuery } from "../../../data/questions.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import {
  findingsAddress,
  firstRunAddress,
  importAddress,
  messagesAddress,
  parkedAddress,
  partiesAddress,
  payoutsAddress,
  questionsAddress,
  runAddress,
  salesAddress,
  settingsAddress,
  sourceAddress,
  verificationAddress,
} from "../../addresses.ts";
import { firstRunQuery } from "../../data/first-run.ts";
import { attentionQuery, type Attention as Found } from "../../data/reports.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./overview.module.css";

interface Item {
  key: string;
  says: ReactNode;
  to: string | null;
}

export function Attention() {
  const words = useWords();
  const { ws } = useWorkspace();
  const asked = useQuery(attentionQuery(ws));
  const waiting = useWaiting(words);
  if (asked.isError) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />;
  const found = asked.data;
  const items = found ? [...itemsOf(ws, found, words), ...waiting] : [];
  if (items.length === 0) return null;
  return (
    <ul className={css.attention} aria-label={words.say("attention.name")}>
      {items.map((item) => (
        <li key={item.key}>
          {item.says}
          {item.to ? <Link to={item.to}>{words.say("attention.look")}</Link> : null}
        </li>
      ))}
    </ul>
  );
}

/** First steps, and what partners and payouts wait for: each asked only for whoever may see it. */
function useWaiting({ say, language }: Words): Item[] {
  const { ws, own, may } = useWorkspace();
  const enabled = may("ledger");
  const asked = useQuery({ ...questionCountsQuery({ side: "producer", id: ws }), enabled }).data;
  const { open = 0, toCorrect = 0 } = asked ?? {};
  const held = useQuery({ ...heldQuery(ws), enabled }).data?.totals ?? [];
  const runs = useInfiniteQuery({ ...runsQuery(ws), enabled }).data?.pages[0]?.data ?? [];
  const proposed = runs.filter((run) => run.state === "proposed");
  const run = useQuery({ ...firstRunQuery(ws), enabled: may("settings") }).data;
  const left = run && !run.over ? run.steps.filter((one) => one.state === "open").length : 0;
  const items: Item[] = [];
  const add = (key: string, says: string, to: string) => items.push({ key, says, to });
  const mailStep = run?.steps.find((one) => one.step === "mail");
  if (mailStep?.state === "open" && !own?.demo) add("mail", say("attention.mail"), firstRunAddress(ws));
  if (left > 0) add("first", say("attention.firstSteps", { count: left }), firstRunAddress(ws));
  if (open > 0) {
    add("questions", say("attention.questions", { count: open }), `${questionsAddress(ws)}?state=open`);
  }
  if (toCorrect > 0) {
    const says = say("attention.toCorrect", { count: toCorrect });
    add("toCorrect", says, `${questionsAddress(ws)}?toCorrect=true`);
  }
  const count = held.reduce((sum, one) => sum + one.findings, 0);
  if (count > 0) {
    const amount = new Intl.ListFormat(language).format(
      held.map((one) => amountText(one.amount, one.currency, language)),
    );
    add("held", say("attention.held", { count, amount }), `${findingsAddress(ws)}?state=held`);
  }
  const [first] = proposed;
  if (first) {
    const to = proposed.length === 1 ? runAddress(ws, first.id) : payoutsAddress(ws);
    add("runs", say("attention.runs", { count: proposed.length }), to);
  }
  return items;
}

function itemsOf(ws: string, found: Found, words: Words): Item[] {
  const { say, language } = words;
  const amounts = (list: { currency: string; amount: number }[]) =>
    new Intl.ListFormat(language).format(
      list.map((one) => amountText(Math.abs(one.amount), one.currency, language)),
    );
  const items: Item[] = [];
  const add = (key: string, says: ReactNode, to: string | null) => items.push({ key, says, to });
  const { verification, disputes, belowZero } = found;
  if (verification) {
    add(
      "books",
      say("attention.books", { count: verification.found }),
      verificationAddress(ws, verification.id),
    );
  }
  if (found.parked) add("parked", say("attention.parked", { count: found.parked }), parkedAddress(ws));
  if (found.commissions) {
    const to = `${messagesAddress(ws)}?state=applied&reason=commissions_differ&open=true`;
    add("commissions", say("attention.commissions", { count: found.commissions }), to);
  }
  for (const run of found.imports ?? []) {
    const says =
      run.state === "running"
        ? say("attention.running", { file: run.fileName, done: run.rowsDone })
        : say("attention.failed", { file: run.fileName });
    add(run.id, says, importAddress(ws, run.id));
  }
  if (disputes.open > 0) {
    const says = say("attention.disputes", { count: disputes.open, amount: amounts(disputes.amounts) });
    add("disputes", says, `${salesAddress(ws)}?state=disputed`);
  }
  if (belowZero && belowZero.parties > 0) {
    const says = say("attention.below", { count: belowZero.parties, amount: amounts(belowZero.amounts) });
    add("below", says, partiesAddress(ws));
  }
  for (const { id, no, untaken, stuck } of found.payouts?.runs ?? []) {
    const run = runAddress(ws, id);
    if (untaken > 0) add(`file ${id}`, say("attention.untaken", { no, count: untaken }), run);
    if (stuck > 0) add(`stuck ${id}`, say("attention.stuck", { no, count: stuck }), run);
  }
  if (found.payouts?.answers) {
    add("answers", say("attention.answers", { count: found.payouts.answers }), payoutsAddress(ws));
  }
  if (found.webhooks)
    add("webhooks", say("attention.webhooks", { count: found.webhooks }), settingsAddress(ws, "webhooks"));
  for (const source of found.silent ?? []) {
    const says = source.lastAt
      ? say("attention.silent", {
          source: source.name,
          day: new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(source.lastAt)),
        })
      : say("attention.neverSpoke", { source: source.name });
    add(`silent ${source.name}`, says, sourceAddress(ws, source.name));
  }
  return items;
}
