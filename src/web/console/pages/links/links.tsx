// Links and clicks of the business: from clicks to sales to refunds, the best links and affiliates, every
// link to search and to narrow. Narrowed by product and days, which stay in the address.
//   /w/ws_…/links?product=product_…&from=2026-03-01&to=2026-03-31
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { destinationsQuery, linkFile } from "../../../data/links.ts";
import { LinkFigures } from "../../../links/link-figures.tsx";
import { useLinkPeriod } from "../../../links/link-period.ts";
import { LinkTable } from "../../../links/link-table.tsx";
import css from "../../../links/links.module.css";
import { TopTable } from "../../../links/top-table.tsx";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";
import { destinationsAddress, importProgrammeAddress } from "../../addresses.ts";
import { productsQuery } from "../../data/products.ts";
import { affiliationsQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const MakeLink = later(() => import("../../../links/make-link.tsx"), "MakeLink");
const FILTERS = ["q", "product", "state", "from", "to"] as const;
const STATES = ["active", "archived"] as const;
const MOST_AFFILIATES = 100;

export function Links() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters, isNarrowed } = useFilters(FILTERS);
  const period = { ...useLinkPeriod(), product: filters.product };
  const [isMaking, setMaking] = useState(false);
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const named = products.map((one) => ({ value: one.id, label: one.name }));
  const who = { side: "producer" as const, id: ws };
  const { q, product, state } = filters;
  const acts = (
    <>
      <Button component={Link} to={destinationsAddress(ws)} variant="subtle">
        {say("links.toPages")}
      </Button>
      {may("imports") ? (
        <Button component={Link} to={importProgrammeAddress(ws)} variant="subtle">
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
        <ChoiceFilter
          name="state"
          says={say("word.state")}
          any={say("links.anyState")}
          options={STATES.map((value) => ({ value, label: say(`linkState.${value}`) }))}
        />
        <DatesFilter any={say("dates.last30")} />
      </FilterBar>
      <LinkFigures who={who} period={period} />
      <TopTable who={who} period={period} by="party" />
      <TopTable who={who} period={period} by="link" />
      <Section title={say("links.all")}>
        <LinkTable
          who={who}
          filters={{ q, product, state }}
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

function Files({ period }: { period: { from: string; to: string } }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  return (
    <Section title={say("links.files")}>
      <p className={css.files}>
        <a href={linkFile(ws, "affiliations")}>{say("links.fileAffiliations")}</a>
        <a href={linkFile(ws, "links")}>{say("links.fileLinks")}</a>
        <a href={linkFile(ws, "days", period)}>{say("links.fileDays")}</a>
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
  const affiliates = useInfiniteQuery({
    ...affiliationsQuery(ws, product, MOST_AFFILIATES),
    enabled: product !== "",
  });
  const linkable = pages.data && {
    value: product,
    label: "",
    destinations: pages.data.data
      .filter((one) => one.state === "active")
      .map((one) => ({ value: one.id, label: `${one.name} (${one.url})`, isMain: one.main })),
    affiliates: (affiliates.data?.pages ?? [])
      .flatMap((page) => page.data)
      .filter((one) => one.state === "approved")
      .map((one) => ({
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
