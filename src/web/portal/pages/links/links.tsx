// An affiliate's links: what came of them, the best ones, each to copy or to show as a QR code, and a new one
// for any product that it promotes. Days stay in the address.
//   /partner/party_…/links?from=2026-03-01&to=2026-03-31, or ?make=affiliation_… with the form open
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { linkChoicesQuery } from "../../../data/links.ts";
import { LinkFigures } from "../../../links/link-figures.tsx";
import { useLinkPeriod } from "../../../links/link-period.ts";
import { LinkTable } from "../../../links/link-table.tsx";
import { TopTable, type TopWays } from "../../../links/top-table.tsx";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { couponsAddress, promoteAddress, touchedAddress } from "../../addresses.ts";
import { useParty } from "../../frame/use-party.ts";

const MakeLink = later(() => import("../../../links/make-link.tsx"), "MakeLink");
const FILTERS = ["q", "from", "to"] as const;

export function OwnLinks() {
  const { say } = useWords();
  const { party, who } = useParty();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const period = useLinkPeriod();
  const { make: asked } = useSearch({ strict: false }) as { make?: string };
  const salesOf: TopWays["sales"] = ({ link }) =>
    link === null
      ? undefined
      : `${touchedAddress(party)}?link=${link.id}&from=${period.from}&to=${period.to}`;
  const [isMaking, setMaking] = useState(asked !== undefined);
  const choices = useQuery(linkChoicesQuery(party));
  const promoted = choices.data?.data ?? [];
  const make =
    promoted.length > 0 ? (
      <Button leftSection={<Icon name="plus" />} onClick={() => setMaking(true)}>
        {say("links.make")}
      </Button>
    ) : null;
  const isOfNone = choices.isSuccess && promoted.length === 0;
  return (
    <Page title={say("links.title")} lead={say("links.ownLead")} action={make}>
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("links.search")} />
        <DatesFilter any={say("dates.last30")} />
        <Link to={couponsAddress(party)}>{say("portal.coupons")}</Link>
      </FilterBar>
      <LinkFigures who={who} period={period} />
      <TopTable who={who} period={period} by="link" to={{ sales: salesOf }} />
      <Section title={say("links.all")}>
        <LinkTable
          who={who}
          filters={{ q: filters.q }}
          mayChange
          empty={<NoLinks isNarrowed={isNarrowed} isOfNone={isOfNone} />}
        />
      </Section>
      {isMaking && choices.isSuccess ? (
        <MakeLink
          who={who}
          products={promoted.map((one) => ({ value: one.affiliation, label: one.product.name }))}
          linkableOf={(affiliation) => {
            const one = promoted.find((it) => it.affiliation === affiliation);
            return (
              one && {
                value: one.affiliation,
                label: one.product.name,
                affiliates: [],
                destinations: one.destinations.map((page) => ({
                  value: page.id,
                  label: page.name,
                  isMain: page.main,
                })),
              }
            );
          }}
          onProduct={() => undefined}
          start={startWith(promoted, asked)}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </Page>
  );
}

/** The one that was asked for, or the only one there is. */
function startWith(promoted: readonly { affiliation: string }[], asked: string | undefined): string {
  const one = promoted.find(({ affiliation }) => affiliation === asked);
  const [first, second] = promoted;
  return (one ?? (second === undefined ? first : undefined))?.affiliation ?? "";
}

/** Who is affiliate of no product is led to what is open. */
function NoLinks({ isNarrowed, isOfNone }: { isNarrowed: boolean; isOfNone: boolean }) {
  const { say } = useWords();
  const { party } = useParty();
  if (isNarrowed) return <Empty title={say("links.nothingFits")} says={say("links.nothingFitsSays")} />;
  return (
    <Empty
      title={say("links.none")}
      says={say(isOfNone ? "links.promotesNothing" : "links.ownNoneSays")}
      action={isOfNone ? <Link to={promoteAddress(party)}>{say("links.seeOpen")}</Link> : null}
    />
  );
}
