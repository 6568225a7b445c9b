// Links and clicks of the business: from clicks to sales to refunds, the best links and affiliates, every
// link to search and to narrow. Narrowed by product and days, which stay in the address.
//   /w/ws_…/links?product=product_…&from=2026-03-01&to=2026-03-31
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { destinationsQuery, linkFile } from "../../../data/links.ts";
import { LinkFigures } from "../../../links/link-figures.tsx";
import { useLinkPeriod } from "../../../links/link-period.ts";
import { LinkTable } from "../../../links/link-table.tsx";
import css from "../../../links/links.module.css";
import { TopTable, type TopWays } from "../../../links/top-table.tsx";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { useAsked } from "../../../parts/use-asked.ts";
import { useWords } from "../../../words/words.tsx";
import {
  destinationsAddress,
  importProgrammeAddress,
  linksAddress,
  partyAddress,
  salesAddress,
} from "../../addresses.ts";
import { partyQuery } from "../../data/parties.ts";
import { productsQuery } from "../../data/products.ts";
import { approvedQuery, partiesQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const MakeLink = later(() => import("../../../links/make-link.tsx"), "MakeLink");
const FILTERS = ["q", "product", "party", "state", "from", "to"] as const;
const STATES = ["active", "archived"] as const;

export function Links() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const period = { ...useLinkPeriod(), product: filters.product, party: filters.party };
  const [isAsked, setMaking] = useAsked("make");
  const isMaking = isAsked && may("products");
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const named = products.map((one) => ({ value: one.id, label: one.name }));
  const who = { side: "producer" as const, id: ws };
  const to = useWays(period);
  const { q, product, party, state } = filters;
  const acts = (
    <>
      <Button component={Link} to={destinationsAddress(ws)} variant="default">
        {say("links.toPages")}
      </Button>
      {may("products") ? (
        <Button component={Link} to={importProgrammeAddress(ws)} variant="default">
          {say("links.toImport")}
        </Button>
      ) : null}
      {may("products") ? (
        <Button leftSection={<Icon name="plus" />} onClick={() => setMaking(true)}>
          {say("links.make")}
        </Button>
      ) : null}
    </>
  );
  return (
    <Page title={say("links.title")} lead={say("links.lead")} action={acts}>
      <FilterBar names={FILTERS}>
        <SearchFilter says={say("links.search")} />
        <ChoiceFilter
          name="product"
          says={say("word.product")}
          any={say("links.anyProduct")}
          options={named}
        />
        <AffiliateFilter />
        <ChoiceFilter
          name="state"
          says={say("word.state")}
          any={say("links.anyState")}
          options={STATES.map((value) => ({ value, label: say(`linkState.${value}`) }))}
        />
        <DatesFilter any={say("dates.last30")} />
      </FilterBar>
      <LinkFigures who={who} period={period} />
      {party === undefined ? <TopTable who={who} period={period} by="party" to={to} /> : null}
      <TopTable who={who} period={period} by="link" to={to} />
      <Section title={say("links.all")}>
        <LinkTable
          who={who}
          filters={{ q, product, party, state }}
          mayChange={may("products")}
          withParty
          empty={
            <Empty
              title={say(isNarrowed ? "links.nothingFits" : "links.none")}
              says={say(isNarrowed ? "links.nothingFitsSays" : "links.noneSays")}
            />
          }
        />
      </Section>
      <Files period={period} />
      {isMaking ? <Make products={named} start={product ?? ""} onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

/** Where the figures of the best links and affiliates lead: what they are made of, on the same days. */
function useWays({ from, to, product }: { from: string; to: string; product?: string | undefined }): TopWays {
  const { ws, may } = useWorkspace();
  const rest = `from=${from}&to=${to}${product === undefined ? "" : `&product=${product}`}`;
  return {
    ...(may("ledger") ? { party: (party: string) => partyAddress(ws, party) } : {}),
    links: (party) => `${linksAddress(ws)}?party=${party}&${rest}`,
    sales: ({ link, party }) => {
      if (link !== null) return `${salesAddress(ws)}?link=${link.id}&${rest}`;
      return party === null ? undefined : `${salesAddress(ws)}?affiliate=${party.id}&${rest}`;
    },
  };
}

function AffiliateFilter() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { party = "" } = useFilters(FILTERS).filters;
  const parties = useQuery(partiesQuery(ws)).data?.data ?? [];
  const isMissing = party !== "" && !parties.some((one) => one.id === party);
  const chosen = useQuery({ ...partyQuery(ws, party), enabled: isMissing }).data;
  const named = isMissing && chosen ? [chosen, ...parties] : parties;
  return (
    <ChoiceFilter
      name="party"
      says={say("lineRole.affiliate")}
      any={say("links.anyAffiliate")}
      options={named.map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}

function Files({ period }: { period: { from: string; to: string } }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  return (
    <Section title={say("links.files")}>
      <p className={css.files}>
        <a href={linkFile(ws, "affiliations")}>{say("links.fileAffiliations")}</a>
        <a href={linkFile(ws, "links")}>{say("links.fileLinks")}</a>
        <a href={linkFile(ws, "rules")}>{say("links.fileRules")}</a>
        <a href={linkFile(ws, "coupons")}>{say("links.fileCoupons")}</a>
        <a href={linkFile(ws, "invitations")}>{say("links.fileInvitations")}</a>
        <a href={linkFile(ws, "days", period)}>{say("links.fileDays")}</a>
        <a href={linkFile(ws, "clicks", period)}>{say("links.fileClicks")}</a>
        <a href={linkFile(ws, "leads", period)}>{say("links.fileLeads")}</a>
        {may("ledger") ? <a href={linkFile(ws, "journeys", period)}>{say("links.fileJourneys")}</a> : null}
        <a href={linkFile(ws, "places", period)}>{say("links.filePlaces")}</a>
      </p>
    </Section>
  );
}

interface MakeProps {
  products: readonly { value: string; label: string }[];
  start: string;
  onClose: () => void;
}

function Make({ products, start, onClose }: MakeProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const product = chosen ?? start;
  const pages = useQuery({ ...destinationsQuery(ws, product), enabled: product !== "" });
  const affiliates = useQuery({ ...approvedQuery(ws, product), enabled: product !== "" });
  const linkable = pages.data && {
    value: product,
    label: "",
    destinations: pages.data.data
      .filter((one) => one.state === "active")
      .map((one) => ({ value: one.id, label: `${one.name} (${one.url})`, isMain: one.main })),
    affiliates: (affiliates.data ?? []).map((one) => ({
      value: one.id,
      label: say("links.affiliateNamed", { name: one.party.name, code: one.code }),
    })),
  };
  return (
    <MakeLink
      who={{ side: "producer", id: ws }}
      products={products}
      linkableOf={() => linkable}
      onProduct={setChosen}
      start={start}
      onClose={onClose}
    />
  );
}
