// A sale: the flow from what the buyer paid to every party, the lines with their why, its life, and the
// facts. It never shows one party's part without the whole.
//   /w/ws_…/sales/sale_…?why=party_…-affiliate- opens with that why unfolded
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { amountText } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { colours } from "../../../parts/part-of.ts";
import { Problem } from "../../../parts/problem.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { salesAddress } from "../../addresses.ts";
import { type SaleDetail, saleQuery } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { RefundSale } from "./refund-sale.tsx";
import css from "./sale.module.css";
import { SaleFacts } from "./sale-facts.tsx";
import { SaleFlow } from "./sale-flow.tsx";
import { SaleLife } from "./sale-life.tsx";
import { leftToRefund } from "./sale-lines.ts";
import { SaleSkeleton } from "./sale-skeleton.tsx";
import { SaleState } from "./sale-state.tsx";
import { SaleTable } from "./sale-table.tsx";

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
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const [isRefunding, setRefunding] = useState(false);
  const [chosen, choose] = useChosen();
  const colourOf = colours(
    sale.lines.map((line) => ({ key: line.party.id, isFee: /fee|tax/.test(line.role) })),
  );
  const mayRefund = may("refunds") && leftToRefund(sale) > 0;
  const producer = sale.lines.find((line) => line.role === "producer");
  return (
    <Page
      title={sale.product.name}
      back={{ to: salesAddress(ws), name: say("nav.sales") }}
      lead={
        <span className={css.lead}>
          <SaleState sale={sale} />
          <span>
            <When at={sale.at} />
          </span>
          <span>{sale.source}</span>
          <span className={css.id}>{sale.externalId}</span>
        </span>
      }
      action={
        mayRefund ? (
          <Button variant="default" leftSection={<Icon name="undo" />} onClick={() => setRefunding(true)}>
            {say("refund.open")}
          </Button>
        ) : null
      }
    >
      <SaleFlow
        sale={sale}
        colourOf={colourOf}
        chosen={chosen}
        onChoose={choose}
        says={
          producer
            ? say("sale.says", {
                name: producer.party.name,
                amount: amountText(producer.amount, sale.currency, language),
                paid: amountText(sale.paid, sale.currency, language),
              })
            : say("sale.flow")
        }
      />
      <Section
        title={say("sale.lines")}
        aside={sale.abated ? say("sale.abated") : say("sale.linesAside")}
        id="lines"
      >
        <SaleTable sale={sale} colourOf={colourOf} chosen={chosen} onChoose={choose} />
      </Section>
      <div className={css.columns}>
        <Section title={say("sale.life")}>
          <SaleLife sale={sale} />
        </Section>
        <Section title={say("sale.facts")}>
          <SaleFacts sale={sale} />
        </Section>
      </div>
      {isRefunding ? (
        <RefundSale sale={sale} colourOf={colourOf} onClose={() => setRefunding(false)} />
      ) : null}
    </Page>
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
