// A sale: the flow from what the buyer paid to every party, the lines with their why, its life, and the
// facts. It never shows one party's part without the whole.
//   /w/ws_…/sales/sale_…?why=party_…-affiliate- opens with that why unfolded
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { type Colours, colours } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import { QuestionsHere } from "../../../questions/questions-here.tsx";
import { useWords } from "../../../words/words.tsx";
import { questionAddress, salesAddress } from "../../addresses.ts";
import { type SaleDetail, saleQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./sale.module.css";
import { SaleAppendix } from "./sale-appendix.tsx";
import { SaleEntries } from "./sale-entries.tsx";
import { SaleFacts } from "./sale-facts.tsx";
import { SaleFlow } from "./sale-flow.tsx";
import { SaleJourney } from "./sale-journey.tsx";
import { SaleLife } from "./sale-life.tsx";
import { leftToRefund } from "./sale-lines.ts";
import { SalePlan } from "./sale-plan.tsx";
import { SaleSkeleton } from "./sale-skeleton.tsx";
import { SaleState } from "./sale-state.tsx";
import story from "./sale-story.module.css";
import { SaleTable } from "./sale-table.tsx";
import { SourceRemark } from "./source-remark.tsx";

// Most who look at a sale open none of these.
const CloseDispute = later(() => import("./close-dispute.tsx"), "CloseDispute");
const EraseBuyer = later(() => import("./erase-buyer.tsx"), "EraseBuyer");
const OpenDispute = later(() => import("./open-dispute.tsx"), "OpenDispute");
const RefundSale = later(() => import("./refund-sale.tsx"), "RefundSale");

export function SalePage() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { sale: id = "" } = useParams({ strict: false }) as { sale?: string };
  const sale = useQuery(saleQuery(ws, id));
  const back = { to: salesAddress(ws), name: say("nav.sales") };
  if (sale.isPending) return <SaleSkeleton back={back} />;
  if (sale.isError) {
    return (
      <Page title={say("word.sale")} back={back}>
        <Problem error={sale.error} onRetry={() => void sale.refetch()} />
      </Page>
    );
  }
  return <Loaded sale={sale.data} />;
}

function Loaded({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const colourOf = colours(
    sale.lines.map((line) => ({ key: line.party.id, isFee: /fee|tax/.test(line.role) })),
  );
  const close = () => setDialog(null);
  const isOpen = dialog?.is === "close" ? sale.disputes.find((one) => one.id === dialog.dispute) : undefined;
  return (
    <Page
      title={sale.product.name}
      back={{ to: salesAddress(ws), name: say("nav.sales") }}
      lead={<Lead sale={sale} />}
      action={<Acts sale={sale} onOpen={setDialog} />}
    >
      <SourceRemark sale={sale} />
      {sale.earningsHidden ? <BuyersSide sale={sale} /> : <Divided sale={sale} colourOf={colourOf} />}
      {may("ledger") ? (
        <QuestionsHere
          who={{ side: "producer", id: ws }}
          about={{ sale: sale.id }}
          addressOf={(one) => questionAddress(ws, one)}
        />
      ) : null}
      <div className={css.columns}>
        <Section title={say("sale.life")}>
          <SaleLife
            sale={sale}
            onClose={may("disputes") ? (dispute) => setDialog({ is: "close", dispute }) : undefined}
          />
        </Section>
        <Section title={say("sale.facts")}>
          <SaleFacts sale={sale} onErase={() => setDialog({ is: "erase" })} />
        </Section>
      </div>
      {sale.earningsHidden ? null : <SaleJourney sale={sale} />}
      {may("ledger") ? (
        <div className={css.columns}>
          <Section title={say("sale.entries")}>
            <SaleEntries sale={sale.id} />
          </Section>
          <Section title={say("sale.plan")}>
            <SalePlan sale={sale.id} />
          </Section>
        </div>
      ) : null}
      {sale.earningsHidden ? null : <SaleAppendix sale={sale} />}
      {dialog?.is === "refund" ? <RefundSale sale={sale} colourOf={colourOf} onClose={close} /> : null}
      {dialog?.is === "dispute" ? <OpenDispute sale={sale} onClose={close} /> : null}
      {isOpen ? <CloseDispute sale={sale} dispute={isOpen} colourOf={colourOf} onClose={close} /> : null}
      {dialog?.is === "erase" ? <EraseBuyer sale={sale} onClose={close} /> : null}
    </Page>
  );
}

type Dialog = { is: "refund" } | { is: "dispute" } | { is: "erase" } | { is: "close"; dispute: string };

function Lead({ sale }: { sale: SaleDetail }) {
  return (
    <span className={css.lead}>
      <SaleState sale={sale} />
      <span>
        <When at={sale.at} />
      </span>
      <span>{sale.source}</span>
      <span className={css.id}>{sale.externalId}</span>
    </span>
  );
}

function Acts({ sale, onOpen }: { sale: SaleDetail; onOpen: (dialog: Dialog) => void }) {
  const { say } = useWords();
  const { may } = useWorkspace();
  if (leftToRefund(sale) <= 0) return null;
  return (
    <>
      {may("disputes") ? (
        <Button variant="default" onClick={() => onOpen({ is: "dispute" })}>
          {say("dispute.open")}
        </Button>
      ) : null}
      {may("refunds") ? (
        <Button variant="default" leftSection={<Icon name="undo" />} onClick={() => onOpen({ is: "refund" })}>
          {say("refund.open")}
        </Button>
      ) : null}
    </>
  );
}

/** For a role that sees no earnings: what the buyer paid and got back. */
function BuyersSide({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { currency } = sale;
  return (
    <>
      <Figures>
        <Figure name={say("sale.buyerPaid")} amounts={[{ amount: sale.paid, currency }]} tone="ink" />
        <Figure name={say("sold.taken")} amounts={[{ amount: sale.refunded, currency }]} tone="taken" />
        <Figure
          name={say("saleState.disputed")}
          amounts={[{ amount: sale.disputed, currency }]}
          tone="pending"
        />
      </Figures>
      <p className={story.hidden}>{say("sale.hidden")}</p>
    </>
  );
}

function Divided({ sale, colourOf }: { sale: SaleDetail; colourOf: Colours }) {
  const { say, language } = useWords();
  const [chosen, choose] = useChosen();
  const producer = sale.lines.find((line) => line.role === "producer");
  const says = producer
    ? say("sale.says", {
        name: producer.party.name,
        amount: amountText(producer.amount, sale.currency, language),
        paid: amountText(sale.paid, sale.currency, language),
      })
    : say("sale.flow");
  return (
    <>
      <div className={story.screen}>
        <SaleFlow sale={sale} colourOf={colourOf} chosen={chosen} onChoose={choose} says={says} />
      </div>
      <Section
        title={say("sale.lines")}
        aside={sale.abated ? say("sale.abated") : say("sale.linesAside")}
        id="lines"
      >
        <SaleTable sale={sale} colourOf={colourOf} chosen={chosen} onChoose={choose} />
      </Section>
    </>
  );
}

/** Which why is unfolded stands in the address, so that it can be sent to whoever asked. */
function useChosen(): [string | null, (key: string) => void] {
  const { why } = useSearch({ strict: false }) as { why?: string };
  const navigate = useNavigate();
  const chosen = why ?? null;
  const choose = (key: string) => {
    const next = key === chosen ? undefined : key;
    void navigate({ to: ".", search: { why: next }, replace: true, resetScroll: false });
  };
  return [chosen, choose];
}
