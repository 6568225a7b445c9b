// Takes a product out of the lists, or brings it back. What goes on regardless is said before: late sales are
// split, renewals too, and who really stops selling is the shop. It can be undone at once and later.

import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { tellFailure } from "../../../data/tell-failures.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Section } from "../../../parts/page.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import { changeProduct, type Product, type ProductStatus, productChanged } from "../../data/products.ts";
import { type Contract, contractsQuery, tiesQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./archive-product.module.css";
import { RetireProduct } from "./retire-product.tsx";

export function ArchiveProduct({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const found = useQuery(contractsQuery(ws, product.id));
  const contracts = (found.data?.data ?? []).filter((one) => one.state !== "ended");
  const mustAsk = (role === "owner" || role === "admin") && contracts.length > 0;
  const isArchived = product.status === "inactive";
  const put = async (status: ProductStatus) => {
    const made = await changeProduct(ws, product.id, { status });
    // What is done is told at once; the pages follow.
    void productChanged(queries, ws, product.id);
    return made;
  };
  const { name } = product;
  const change = useMutation({
    ...(isArchived ? tellFailure : {}),
    mutationFn: () => put(isArchived ? "active" : "inactive"),
    onSuccess: async () => {
      setAsking(false);
      toast.tell({
        says: say(isArchived ? "product.restored" : "product.archived", { name }),
        undo: () => put(product.status),
      });
      await navigate({ to: productAddress(ws, product.id) });
    },
  });
  return (
    <Section title={say(isArchived ? "product.restoreTitle" : "product.archiveTitle")}>
      <p className={css.says}>{say(isArchived ? "product.restoreSays" : "product.archiveSays")}</p>
      <Button
        variant="default"
        loading={isArchived ? change.isPending : found.isPending}
        onClick={() => (isArchived ? change.mutate() : setAsking(true))}
      >
        {say(isArchived ? "product.restore" : "product.archive", { name })}
      </Button>
      {isAsking && mustAsk ? (
        <AskFirst
          product={product}
          contracts={contracts}
          onClose={() => setAsking(false)}
          onUndo={() => put(product.status)}
        />
      ) : null}
      {isAsking && !mustAsk ? (
        <Confirm
          isOpen
          title={say("product.archiveAsk", { name })}
          act={say("product.archive", { name })}
          final={say("product.archiveFinal")}
          isWorking={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate()}
          onClose={() => setAsking(false)}
        >
          <Ties product={product} />
        </Confirm>
      ) : null}
    </Section>
  );
}

interface AskProps {
  product: Product;
  contracts: readonly Contract[];
  onClose: () => void;
  onUndo: () => unknown;
}

/** Who shares it is asked about first; what was sent is told. */
function AskFirst({ product, contracts, onClose, onUndo }: AskProps) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const toast = useToast();
  const { name } = product;
  const done = (sent: number) => {
    onClose();
    // What was sent to partners stands: it can be withdrawn, but not as if it had never been.
    toast.tell(
      sent === 0
        ? { says: say("product.archived", { name }), undo: onUndo }
        : { says: say("retire.sent", { name, count: sent }) },
    );
    void navigate({ to: productAddress(ws, product.id), search: { tab: "shares" } as never });
  };
  return (
    <RetireProduct product={product} contracts={contracts} onClose={onClose} onDone={done}>
      <Ties product={product} />
    </RetireProduct>
  );
}

/** What archiving leaves as it is, counted. */
function Ties({ product }: { product: Product }) {
  const { say, show } = useWords();
  const { ws } = useWorkspace();
  const ties = useQuery(tiesQuery(ws, product.id)).data;
  if (!ties) return <Skeleton height={140} radius={6} />;
  const { contracts, affiliations, subscriptions, sources, offers, lastSaleOn } = ties;
  return (
    <ul className={css.ties}>
      <li>{say("ties.lists", { offers })}</li>
      <li>{say("ties.late", { contracts })}</li>
      {affiliations > 0 ? <li>{say("ties.affiliations", { count: affiliations })}</li> : null}
      {subscriptions > 0 ? <li>{say("ties.subscriptions", { count: subscriptions })}</li> : null}
      <li>
        {sources.length > 0
          ? say("ties.sources", { sources: sources.map((one) => one.source).join(", ") })
          : say("ties.noSource")}
      </li>
      <li>
        {lastSaleOn ? show("ties.last", { at: <When at={lastSaleOn} show="day" /> }) : say("ties.never")}
      </li>
    </ul>
  );
}
