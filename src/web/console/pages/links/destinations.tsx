// The pages that links of a product may lead to, and nothing else: stored here by the producer, one of them
// the main one. What archiving one does to its links is said before.
//   /w/ws_…/links/pages?product=product_…
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  changeDestination,
  type Destination,
  destinationsQuery,
  linksChanged,
  storeDestination,
} from "../../../data/links.ts";
import css from "../../../links/links.module.css";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { ChoiceField, TextField } from "../../../parts/fields.tsx";
import { ChoiceFilter, FilterBar, useFilters } from "../../../parts/filters.tsx";
import { Form } from "../../../parts/form.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useBegun } from "../../../parts/use-begun.ts";
import { useForm } from "../../../parts/use-form.ts";
import { useWords } from "../../../words/words.tsx";
import { linksAddress } from "../../addresses.ts";
import { productsQuery } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const FILTERS = ["product"] as const;
const PLACES = ["main", "other", "archived"] as const;

export function Destinations() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const { filters } = useFilters(FILTERS);
  const [open, setOpen] = useState<Destination | "new" | null>(null);
  const found = useQuery(destinationsQuery(ws, filters.product));
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const named = products.map((one) => ({ value: one.id, label: one.name }));
  const rows = found.data?.data ?? [];
  const columns = useColumns(may("products") ? setOpen : null);
  const add = may("products") ? (
    <Button leftSection={<Icon name="plus" />} onClick={() => setOpen("new")}>
      {say("links.storePage")}
    </Button>
  ) : null;
  return (
    <Page
      title={say("links.pages")}
      lead={say("links.pagesLead")}
      back={{ to: linksAddress(ws), name: say("links.title") }}
      action={add}
    >
      <FilterBar names={FILTERS}>
        <ChoiceFilter
          name="product"
          says={say("word.product")}
          any={say("links.anyProduct")}
          options={named}
        />
      </FilterBar>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={say("links.noPages")} says={say("links.noPagesSays")} />
      ) : null}
      {rows.length > 0 || found.isPending ? (
        <DataTable
          says={say("links.pages")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.id}
          isLoading={found.isPending}
        />
      ) : null}
      {open !== null ? (
        <Dialog
          title={open === "new" ? say("links.storePage") : say("links.changePage", { name: open.name })}
          size="md"
          onClose={() => setOpen(null)}
        >
          <PageForm
            page={open === "new" ? null : open}
            products={named}
            start={filters.product ?? ""}
            onClose={() => setOpen(null)}
          />
        </Dialog>
      ) : null}
    </Page>
  );
}

function useColumns(onOpen: ((one: Destination) => void) | null): Column<Destination>[] {
  const { say, language } = useWords();
  const whole = new Intl.NumberFormat(language);
  return [
    {
      key: "name",
      head: say("links.page"),
      card: "title",
      cell: (one) => (
        <span className={css.names}>
          <span>{one.name}</span>
          <span className={css.under}>{one.url}</span>
        </span>
      ),
    },
    { key: "product", head: say("word.product"), card: "under", cell: (one) => one.product.name },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => (
        <Status tone={one.state === "archived" ? "quiet" : "good"}>{say(`linkPlace.${placeOf(one)}`)}</Status>
      ),
    },
    {
      key: "links",
      head: say("links.title"),
      align: "end",
      card: "line",
      cell: (one) => <span className={css.count}>{one.links === 0 ? "–" : whole.format(one.links)}</span>,
    },
    ...(onOpen
      ? [
          {
            key: "acts",
            head: say("word.acts"),
            align: "end" as const,
            card: "line" as const,
            cell: (one: Destination) => (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={say("links.changePage", { name: one.name })}
                onClick={() => onOpen(one)}
              >
                {say("links.change")}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

function placeOf(one: Destination): (typeof PLACES)[number] {
  return one.state === "archived" ? "archived" : one.main ? "main" : "other";
}

interface FormProps {
  page: Destination | null;
  products: readonly { value: string; label: string }[];
  start: string;
  onClose: () => void;
}

function PageForm({ page, products, start, onClose }: FormProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const begun = useBegun(page);
  const form = useForm({
    start: {
      product: page?.product.id ?? start,
      name: page?.name ?? "",
      url: page?.url ?? "",
      place: page ? placeOf(page) : ("other" as (typeof PLACES)[number]),
    },
    check: ({ product, name, url }) => ({
      product: product ? undefined : say("form.required"),
      name: name.trim() ? undefined : say("form.required"),
      url: /^https?:\/\/[^\s/]+/.test(url.trim()) ? undefined : say("links.badUrl"),
    }),
    send: ({ product, name, url, place }) => {
      const own = { name: name.trim(), url: url.trim() };
      if (begun === null) return storeDestination(ws, { product, ...own });
      const main = place === "main" && !begun.main ? { main: true as const } : {};
      const state = place === "archived" ? "archived" : "active";
      return changeDestination(ws, begun.id, { ...own, ...main, state, basedOn: begun.version });
    },
    onDone: async (kept) => {
      await linksChanged(queries, { side: "producer", id: ws });
      toast.tell({ says: say("links.pageKept", { name: kept.name }) });
      onClose();
    },
  });
  const { name, place } = form.values;
  return (
    <Form
      form={form}
      act={name.trim() ? say("links.savePage", { name: name.trim() }) : say("links.storePage")}
      onLeave={onClose}
      isUnguarded
    >
      {page === null ? (
        <ChoiceField form={form} name="product" label={say("word.product")} options={products} />
      ) : null}
      <TextField
        form={form}
        name="name"
        label={say("links.pageName")}
        hint={say("links.pageNameHint")}
        maxLength={100}
      />
      <TextField
        form={form}
        name="url"
        label={say("links.url")}
        hint={say("links.urlHint")}
        maxLength={2000}
      />
      {page === null ? null : (
        <ChoiceField
          form={form}
          name="place"
          label={say("word.state")}
          options={PLACES.map((value) => ({ value, label: say(`linkPlace.${value}`) }))}
        />
      )}
      {page !== null && place === "archived" && page.state === "active" ? (
        <p role="status">{say("links.archivePageSays", { count: page.links })}</p>
      ) : null}
    </Form>
  );
}
