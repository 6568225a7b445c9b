// The buyer of a sale: masked, unless the producer shares fields of it; then shown when one asks for it,
// which is recorded. And, where that is shared, what everybody gets. It keeps nothing once the page is left.
//   <SaleBuyer sale={sale} />
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { allLinesQuery, grantsQuery, lookAtBuyer } from "../../../data/data-grants.ts";
import { Money } from "../../../parts/money.tsx";
import { Facts, Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import type { OwnSaleDetail } from "../../data/figures.ts";
import { useParty } from "../../frame/use-party.ts";

export function SaleBuyer({ sale }: { sale: OwnSaleDetail }) {
  const { say, language } = useWords();
  const { party, who } = useParty();
  const grants = useQuery(grantsQuery(who, { product: sale.product.id })).data?.data ?? [];
  const given = grants.filter((one) => one.state === "given");
  const ofBuyer = given.find((one) => one.fields.length > 0);
  const look = useMutation({ mutationFn: () => lookAtBuyer(party, sale.id) });
  const seen = look.data;
  const country = (code: string) => new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  return (
    <>
      <Section title={say("shared.buyer")}>
        {look.isError ? <Problem error={look.error} onRetry={() => look.mutate()} /> : null}
        {seen ? (
          <Facts
            facts={seen.fields.map((field) => {
              const value = seen[field];
              const known = field === "country" && value !== null ? country(value) : value;
              return [say(`shared.field.${field}`), known ?? say("shared.buyerUnknown")] as const;
            })}
          />
        ) : ofBuyer ? (
          <>
            <p className={css.quiet}>{say("shared.buyerFor", { purpose: ofBuyer.purpose })}</p>
            <Button
              variant="default"
              className={css.button ?? ""}
              loading={look.isPending}
              onClick={() => look.mutate()}
            >
              {say("shared.buyerShow")}
            </Button>
          </>
        ) : (
          <p className={css.quiet}>{say("shared.buyerMasked")}</p>
        )}
      </Section>
      {given.some((one) => one.seesOthers) ? <AllLines sale={sale} /> : null}
    </>
  );
}

function AllLines({ sale }: { sale: OwnSaleDetail }) {
  const { say } = useWords();
  const { party } = useParty();
  const found = useQuery(allLinesQuery(party, sale.id));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return null;
  return (
    <Section title={say("shared.allLines")}>
      <Facts
        facts={found.data.lines.map((line) => [
          `${line.party.name} · ${say(`lineRole.${line.role}`)}`,
          <Money
            key={`${line.party.id} ${line.role}`}
            amount={line.amount - line.reversed}
            currency={sale.currency}
            zero="digits"
          />,
        ])}
      />
    </Section>
  );
}
