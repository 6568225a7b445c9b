// The offers of a product: what each costs and how it is paid; make, change, archive one. A changed price
// holds for later sales only, and says so. The form stands in the address: ?offer=new, ?offer=offer_….

import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { useNarrow } from "../../../parts/filters.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { changeOffer, type Offer, offersQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { OfferPrice } from "./offer-price.tsx";
import { ProductRefs } from "./product-refs.tsx";
import { ProductState } from "./product-status.tsx";
import css from "./products.module.css";

const OfferForm = later(() => import("./offer-form.tsx"), "OfferForm");

export function ProductOffers({ product }: { product: Product }) {
  const { ws } = useWorkspace();
  const offers = useQuery(offersQuery(ws, product.id)).data?.data ?? [];
  return (
    <>
      <OffersSection product={product} />
      <ProductRefs product={product} offers={offers} />
    </>
  );
}

function OffersSection({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const narrow = useNarrow();
  const { offer: open } = useSearch({ strict: false }) as { offer?: string };
  const offers = useQuery(offersQuery(ws, product.id));
  const rows = offers.data?.data ?? [];
  const columns = useColumns(product);
  const makeOne = may("products") ? (
    <Button size="xs" leftSection={<Icon name="plus" size={15} />} onClick={() => narrow({ offer: "new" })}>
      {say("offers.new")}
    </Button>
  ) : null;
  const opened = open === "new" ? null : rows.find((row) => row.id === open);
  const isOpen = may("products") && (open === "new" || opened !== undefined) && offers.isSuccess;
  return (
    <Section title={say("product.offers")} aside={rows.length > 0 ? makeOne : null}>
      {offers.isError ? <Problem error={offers.error} onRetry={() => void offers.refetch()} /> : null}
      {offers.isSuccess && rows.length === 0 ? (
        <Empty title={say("offers.none")} says={say("offers.noneSays")} action={makeOne} />
      ) : null}
      {rows.length > 0 || offers.isPending ? (
        <DataTable
          says={say("product.offers")}
          rows={rows}
          columns={columns}
          keyOf={(offer) => offer.id}
          isLoading={offers.isPending}
        />
      ) : null}
      {isOpen ? (
        <Dialog
          title={opened ? say("offers.change", { name: opened.name }) : say("offers.new")}
          onClose={() => narrow({ offer: undefined })}
        >
          <OfferForm
            product={product}
            offer={opened ?? null}
            currency={rows[0]?.currency ?? null}
            onClose={() => narrow({ offer: undefined })}
          />
        </Dialog>
      ) : null}
    </Section>
  );
}

function useColumns(product: Product): Column<Offer>[] {
  const { say } = useWords();
  const { may } = useWorkspace();
  return [
    {
      key: "name",
      head: say("offer.name"),
      card: "title",
      cell: (offer) => (
        <span className={css.names}>
          <span className={css.name}>{offer.name}</span>
          {offer.orderBump ? <span className={css.under}>{say("offer.bump")}</span> : null}
        </span>
      ),
    },
    {
      key: "price",
      head: say("product.price"),
      align: "end",
      card: "figure",
      cell: (offer) => <OfferPrice offer={offer} />,
    },
    {
      key: "guarantee",
      head: say("offer.guaranteeShort"),
      card: "line",
      cell: (offer) => (offer.guaranteeDays === 0 ? "–" : say("offer.days", { count: offer.guaranteeDays })),
    },
    {
      key: "status",
      head: say("word.state"),
      card: "under",
      cell: (offer) => <ProductState status={offer.status} />,
    },
    ...(may("products")
      ? [
          {
            key: "acts",
            head: say("offer.acts"),
            align: "end" as const,
            card: "line" as const,
            cell: (offer: Offer) => <Acts offer={offer} product={product} />,
          },
        ]
      : []),
  ];
}

function Acts({ offer, product }: { offer: Offer; product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const narrow = useNarrow();
  const queries = useQueryClient();
  const toast = useToast();
  const put = async (status: Offer["status"]) => {
    await changeOffer(ws, offer.id, { status });
    await productChanged(queries, ws, product.id);
  };
  const isOn = offer.status === "active";
  const { name } = offer;
  const change = useMutation({
    ...tellFailure,
    mutationFn: () => put(isOn ? "inactive" : "active"),
    onSuccess: () =>
      toast.tell({
        says: say(isOn ? "offers.archived" : "offers.restored", { name }),
        undo: () => put(offer.status),
      }),
  });
  return (
    <span className={css.acts}>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={say("offers.change", { name })}
        onClick={() => narrow({ offer: offer.id })}
      >
        {say("offers.changeShort")}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={say(isOn ? "offers.archiveNamed" : "offers.restoreNamed", { name })}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {say(isOn ? "offers.archive" : "offers.restore")}
      </Button>
    </span>
  );
}
