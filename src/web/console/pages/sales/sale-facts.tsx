// What else is known of a sale: the buyer, where it came from, who answers for what, the messages that
// told of it. It never shows what the source did not report.
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { Money } from "../../../parts/money.tsx";
import { Facts } from "../../../parts/page.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { messageAddress, salesAddress } from "../../addresses.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./sale.module.css";

const DUTIES = ["delivery", "support", "marketing", "tax"] as const;

export function SaleFacts({ sale, onErase }: { sale: SaleDetail; onErase: () => void }) {
  const words = useWords();
  const { say, language } = words;
  const { ws, may } = useWorkspace();
  const facts: [string, ReactNode][] = [];
  const add = (name: string, value: ReactNode) => {
    if (value !== null && value !== undefined && value !== "") facts.push([name, value]);
  };
  add(say("word.buyer"), buyerOf(sale, say, may("buyers") ? onErase : null));
  add(say("word.offer"), sale.offer?.name);
  add(
    say("fact.charge"),
    sale.charge ? (
      <Link to={salesAddress(ws)} search={{ charge: sale.charge }}>
        {sale.charge}
      </Link>
    ) : null,
  );
  add(say("fact.method"), sale.paymentMethod);
  add(say("fact.coupon"), sale.coupon);
  add(
    say("word.country"),
    sale.country ? new Intl.DisplayNames([language], { type: "region" }).of(sale.country) : null,
  );
  add(
    say("fact.subscription"),
    sale.subscription
      ? say("fact.subscriptionCharge", { ref: sale.subscription.ref, n: sale.subscription.charge })
      : null,
  );
  for (const duty of DUTIES) {
    const who = sale.responsibilities[duty];
    if (who) add(say(`duty.${duty}`), who.name);
  }
  const roleName = (role: string) => {
    const key = `lineRole.${role}`;
    return words.has(key) ? say(key as MessageKey) : role;
  };
  for (const [index, one] of sale.reported.entries()) {
    add(
      say("fact.reported", { role: roleName(one.role), n: index + 1 }),
      <>
        {one.name === one.role ? null : one.name}{" "}
        <Money amount={one.amount} currency={one.currency} size="sm" />
      </>,
    );
  }
  if (sale.deliveries.length > 0) add(say("fact.messages"), messagesOf(sale, ws, say));
  return <Facts facts={facts} />;
}

function onOwnLine(text: string | null) {
  return (
    <Fragment key={text}>
      {text}
      <br />
    </Fragment>
  );
}

type Say = ReturnType<typeof useWords>["say"];

/** Who bought, with the way to forget them; somebody forgotten is said to be. */
function buyerOf({ buyer }: SaleDetail, say: Say, onErase: (() => void) | null): ReactNode {
  if (!buyer) return null;
  const known = [buyer.name, buyer.email, buyer.reference].filter((one) => one !== null);
  if (known.length === 0) return say("buyer.gone");
  return (
    <>
      {known.map(onOwnLine)}
      {onErase ? (
        <button type="button" className={css.erase} onClick={onErase}>
          {say("buyer.erase")}
        </button>
      ) : null}
    </>
  );
}

function messagesOf(sale: SaleDetail, ws: string, say: Say): ReactNode {
  return sale.deliveries.map((one, index) => (
    <Fragment key={one.id}>
      <Link to={messageAddress(ws, one.id)}>{say("fact.message", { source: one.source, n: index + 1 })}</Link>
      <br />
    </Fragment>
  ));
}
