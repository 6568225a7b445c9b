// Beside the list of affiliates, where the product has managers: hands several over to another in one go.
// Reads who promotes with what they brought in ninety days only once it is opened.
//   <HandOverButton product={product} />
import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { managersQuery } from "../../../data/programs.ts";
import { addDays, todayIn } from "../../../parts/date-range.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { later } from "../../../parts/later.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { allAffiliatesQuery } from "../../data/affiliate-figures.ts";
import { type Product, productChanged } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const HandOver = later(() => import("../../../programs/hand-over.tsx"), "HandOver");

const DAYS = 90;
const PROMOTES: readonly string[] = ["approved", "suspended"];

export function HandOverButton({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const managers = useQuery(managersQuery(ws, product.id)).data?.data ?? [];
  const those = managers.map(({ party }) => party);
  const close = () => setOpen(false);
  if (those.length === 0) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {say("handOver.open")}
      </Button>
      {isOpen ? (
        <Dialog title={say("handOver.title")} size="md" onClose={close}>
          <Several product={product} managers={those} onClose={close} />
        </Dialog>
      ) : null}
    </>
  );
}

interface Props {
  product: Product;
  managers: readonly { id: string; name: string }[];
  onClose: () => void;
}

function Several({ product, managers, onClose }: Props) {
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const from = addDays(todayIn(useZone()), 1 - DAYS);
  const found = useQuery(allAffiliatesQuery(ws, product.id, { sort: "name", from }));
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton h={240} />;
  const promoting = found.data.filter((one) => PROMOTES.includes(one.affiliation.state));
  return (
    <HandOver
      who={{ side: "producer", id: ws }}
      product={product}
      affiliates={promoting.map(({ affiliation: one, sales }) => ({
        ...{ id: one.id, name: one.party.name, manager: one.recruitedBy, sales },
      }))}
      managers={managers}
      mayBeNobody
      start={[]}
      onDone={() => void productChanged(queries, ws, product.id).then(onClose)}
      onClose={onClose}
    />
  );
}
