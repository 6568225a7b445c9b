// What narrows the list of sales: search, product, state and days in sight, the rest one press away. All of
// it lives in the address. It offers a role only what that role may look through.
import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CURRENCIES } from "../../../../base/currency.ts";
import { linkQuery } from "../../../data/links.ts";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { ChoiceFilter, FilterBar, SearchFilter, useFilters } from "../../../parts/filters.tsx";
import { formatAmount } from "../../../parts/format-amount.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { useWords } from "../../../words/words.tsx";
import { accountsOfKindQuery } from "../../data/ledger.ts";
import { partyNamesQuery } from "../../data/parties.ts";
import { productsQuery } from "../../data/products.ts";
import { FILTER_NAMES, MORE_FILTERS, type SaleFilters } from "../../data/sale-filters.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./sales.module.css";

const STATES = ["paid", "partly_refunded", "refunded", "taken_back", "disputed"] as const;

export function SaleFilterBar() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { filters } = useFilters(FILTER_NAMES);
  const set = MORE_FILTERS.filter((name) => filters[name]).length;
  const [isOpen, setOpen] = useState(set > 0);
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  return (
    <FilterBar names={FILTER_NAMES}>
      <SearchFilter says={say("sales.search")} />
      <ChoiceFilter
        name="product"
        says={say("word.product")}
        any={say("sales.anyProduct")}
        options={products.map((product) => ({ value: product.id, label: product.name }))}
      />
      <ChoiceFilter
        name="state"
        says={say("word.state")}
        any={say("sales.anyState")}
        options={STATES.map((state) => ({ value: state, label: say(`saleState.${state}`) }))}
      />
      <DatesFilter />
      <Button
        variant="subtle"
        color="gray"
        aria-expanded={isOpen}
        className={css.moreButton ?? ""}
        onClick={() => setOpen(!isOpen)}
      >
        {say("sales.more", { count: set })}
      </Button>
      {isOpen ? <More filters={filters} /> : null}
      {filters.link ? <OfLink link={filters.link} /> : null}
    </FilterBar>
  );
}

/** A figure of a link led here: no field of the bar would say so. */
function OfLink({ link }: { link: string }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const { narrow } = useFilters(FILTER_NAMES);
  const found = useQuery(linkQuery({ side: "producer", id: ws }, link)).data;
  return (
    <p className={css.ofLink}>
      {say("sales.ofLink", { code: found ? `/l/${found.code}` : "…" })}
      <Button variant="subtle" size="compact-sm" onClick={() => narrow({ link: undefined })}>
        {say("sales.ofAny")}
      </Button>
    </p>
  );
}

function More({ filters }: { filters: SaleFilters }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const isAllowed = may("ledger");
  const parties = useQuery({ ...partyNamesQuery(ws), enabled: isAllowed }).data?.data ?? [];
  const held = useInfiniteQuery({ ...accountsOfKindQuery(ws, { kind: "processor" }), enabled: isAllowed });
  const accounts = held.data?.pages.flatMap((page) => page.data) ?? [];
  const sources = [...new Set(accounts.flatMap((one) => one.source ?? []))].sort();
  const currencies = [...new Set(accounts.map((one) => one.currency))].sort();
  const named = parties.map((party) => ({ value: party.id, label: party.name }));
  return (
    <div className={css.more}>
      {isAllowed ? (
        <>
          <ChoiceFilter name="party" says={say("sales.party")} any={say("sales.anyParty")} options={named} />
          <ChoiceFilter
            name="affiliate"
            says={say("sales.affiliate")}
            any={say("sales.anyAffiliate")}
            options={named}
          />
          <ChoiceFilter
            name="source"
            says={say("word.source")}
            any={say("sales.anySource")}
            options={sources.map((source) => ({ value: source, label: source }))}
          />
        </>
      ) : null}
      <ChoiceFilter
        name="currency"
        says={say("word.currency")}
        any={say("sales.anyCurrency")}
        options={(isAllowed ? currencies : CURRENCIES).map((code) => ({ value: code, label: code }))}
      />
      <AmountFilter name="paidFrom" filters={filters} />
      <AmountFilter name="paidTo" filters={filters} />
    </div>
  );
}

/**
 * Minor units in the address; on the screen an amount of the currency that is chosen, else of the business.
 */
function AmountFilter({ name, filters }: { name: "paidFrom" | "paidTo"; filters: SaleFilters }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { narrow } = useFilters(FILTER_NAMES);
  const home = useQuery(workspaceQuery(ws)).data?.currency;
  const currency = filters.currency ?? home;
  if (currency === undefined) return null;
  const asked = filters[name];
  const shown = asked === undefined ? "" : formatAmount(Number(asked), currency, language);
  return (
    <TextInput
      key={`${shown} ${currency}`}
      className={css.amount ?? ""}
      aria-label={say(`sales.${name}`, { currency })}
      placeholder={say(`sales.${name}`, { currency })}
      inputMode="decimal"
      defaultValue={shown}
      onBlur={(event) => {
        const amount = readAmount(event.currentTarget.value, currency, language);
        narrow({ [name]: amount === null || amount < 0 ? undefined : String(amount) });
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
