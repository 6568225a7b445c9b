// One sale as a partner sees it: its own part, why it is that much to the last unit, and what moved it since.
// Nobody else's part and no buyer.
//   /partner/party_…/sales/sale_…
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { WhyTable } from "../../../contracts/why-table.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { FiguresSkeleton, TextSkeleton } from "../../../parts/skeletons.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { When } from "../../../parts/when.tsx";
import { AskAbout } from "../../../questions/ask-about.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { questionAddress, salesAddress } from "../../addresses.ts";
import { type OwnSaleDetail, saleQuery, whyQuery } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";
import { keptOf } from "./kept-of.ts";
import { HeldNote, OwnJourney } from "./own-journey.tsx";
import { SaleBuyer } from "./sale-buyer.tsx";
import { SaleState } from "./sale-state.tsx";
import css from "./sales.module.css";

export function SalePage() {
  const { say } = useWords();
  const { party, own, who } = useParty();
  const { sale: id = "" } = useParams({ strict: false }) as { sale?: string };
  const found = useQuery(saleQuery(party, id));
  const sale = found.data;
  return (
    <Page
      title={sale?.product.name ?? say("word.sale")}
      back={{ to: salesAddress(party), name: say("portal.sales") }}
      lead={sale ? <When at={sale.at} /> : null}
      action={
        sale ? (
          <AskAbout
            who={who}
            about={{ sale: id }}
            subject={say("question.theSale", { product: sale.product.name })}
            producer={own?.producer ?? ""}
            questionAddress={(question) => questionAddress(party, question)}
          />
        ) : null
      }
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <FiguresSkeleton count={2} /> : null}
      {sale ? (
        <>
          {sale.byAffiliate ? <HeldNote sale={id} /> : null}
          <Figures>
            <Figure
              name={say("portal.youEarned")}
              amounts={[{ amount: keptOf(sale), currency: sale.currency }]}
              says={<HowMuch sale={sale} />}
            />
            <Figure name={say("sale.buyerPaid")} amounts={[{ amount: sale.paid, currency: sale.currency }]} />
          </Figures>
          <Section title={say("portal.whyTitle")}>
            <OwnWhy sale={sale} />
          </Section>
          {sale.byAffiliate ? <OwnJourney sale={id} /> : null}
          {sale.entries.length > 0 ? <Moved sale={sale} /> : null}
          <Section title={say("portal.aboutSale")}>
            <About sale={sale} />
          </Section>
          <SaleBuyer sale={sale} />
        </>
      ) : null}
    </Page>
  );
}

/** The why derives what the split gave: what was taken back since stands beside what is left. */
function HowMuch({ sale }: { sale: OwnSaleDetail }) {
  const { say, language } = useWords();
  const left = keptOf(sale);
  const given = sale.lines.reduce((sum, line) => sum + line.amount, 0);
  if (sale.because !== null) return say(`portal.becauseSays.${sale.because}`);
  if (given === left) return null;
  return say("portal.givenTaken", {
    given: amountText(given, sale.currency, language),
    taken: amountText(given - left, sale.currency, language),
  });
}

function OwnWhy({ sale }: { sale: OwnSaleDetail }) {
  const { say } = useWords();
  const { party, own } = useParty();
  const why = useQuery(whyQuery(party, sale.id));
  if (why.isError) return <Problem error={why.error} onRetry={() => void why.refetch()} />;
  if (!why.data) return <TextSkeleton lines={5} />;
  if (sale.lines.length === 0) {
    return <p className={css.because}>{say(`portal.becauseSays.${sale.because ?? "not_in_force"}`)}</p>;
  }
  return (
    <div className={css.why}>
      {sale.lines.map((line) => (
        <WhyTable
          key={`${line.role} ${line.contract}`}
          why={why.data}
          line={{ ...line, party: { id: party, name: own?.name ?? "" } }}
          sale={sale}
        />
      ))}
      <p className={css.plan}>{say("why.recomputed", { plan: sale.plan.slice(0, 12) })}</p>
    </div>
  );
}

function Moved({ sale }: { sale: OwnSaleDetail }) {
  const words = useWords();
  const { say } = words;
  const nameOf = (kind: string) => {
    const key = `entryKind.${kind}`;
    return words.has(key) ? say(key as MessageKey) : kind;
  };
  return (
    <Section title={say("portal.moved")}>
      <Timeline
        moments={sale.entries.map((entry, line) => ({
          // One entry may have two lines of the same day: a co-producer's and an affiliate's.
          key: `${entry.seq} ${line}`,
          title: `${nameOf(entry.kind)}${entry.accountKind === "reserved" ? ` · ${say("balance.reserved")}` : ""}`,
          at: entry.at,
          tone: entry.amount < 0 ? ("taken" as const) : ("good" as const),
          aside: <Money amount={entry.amount} currency={sale.currency} signed />,
        }))}
      />
    </Section>
  );
}

function About({ sale }: { sale: OwnSaleDetail }) {
  const { say } = useWords();
  const money = (amount: number) => <Money amount={amount} currency={sale.currency} />;
  return (
    <Facts
      facts={[
        [say("word.state"), <SaleState key="state" sale={sale} />],
        [say("portal.soldBy"), say(sale.byAffiliate ? "portal.byAffiliate" : "portal.direct")],
        [say("portal.availableOn"), <When key="on" at={sale.availableOn} show="day" />],
        ...(sale.refunded > 0 ? ([[say("portal.refunded"), money(sale.refunded)]] as const) : []),
        ...(sale.disputed > 0 ? ([[say("portal.disputed"), money(sale.disputed)]] as const) : []),
      ]}
    />
  );
}
