// The affiliate managers of a product: co-producers who earn on the sales of those they recruited, with how
// many they serve; and writing to everybody who promotes it. A manager is made by a contract, not here.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Looker } from "../../../data/contracts.ts";
import { type Manager, managersQuery } from "../../../data/programs.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, invitePartnerAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";

const WriteToAffiliates = later(
  () => import("../../../programs/write-to-affiliates.tsx"),
  "WriteToAffiliates",
);

export function ProgramManagers({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const found = useQuery(managersQuery(ws, product.id));
  const rows = found.data?.data ?? [];
  const columns = useColumns();
  const inviteOne = may("contracts") ? (
    <Button component={Link} to={invitePartnerAddress(ws, product.id)} size="xs" variant="default">
      {say("managers.invite")}
    </Button>
  ) : null;
  return (
    <Section title={say("managers.title")} aside={rows.length > 0 ? inviteOne : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={say("managers.none")} says={say("managers.noneSays")} action={inviteOne} />
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          says={say("managers.title")}
          rows={rows}
          columns={columns}
          keyOf={(one) => one.contract}
          linkOf={(one) => contractAddress(ws, one.contract)}
        />
      ) : null}
    </Section>
  );
}

function useColumns(): Column<Manager>[] {
  const { say, language } = useWords();
  return [
    { key: "party", head: say("managers.manager"), card: "title", cell: (one) => one.party.name },
    {
      key: "affiliates",
      head: say("managers.affiliates"),
      align: "end",
      card: "line",
      cell: (one) => <span className={css.rate}>{one.affiliates || "–"}</span>,
    },
    {
      key: "requested",
      head: say("managers.waiting"),
      align: "end",
      card: "line",
      cell: (one) => <span className={css.rate}>{one.requested || "–"}</span>,
    },
    {
      key: "share",
      head: say("agree.field.share"),
      align: "end",
      card: "figure",
      cell: (one) => (one.share === null ? "–" : formatRate(one.share, language)),
    },
  ];
}

/** Beside the list of affiliates. */
export function WriteButton({ product, count }: { product: Product; count: number }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const who: Looker = { side: "producer", id: ws };
  const close = () => setOpen(false);
  if (count === 0) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="mail" size={15} />}
        onClick={() => setOpen(true)}
      >
        {say("program.write")}
      </Button>
      {isOpen ? (
        <Dialog title={say("program.writeTitle", { product: product.name })} size="lg" onClose={close}>
          <WriteToAffiliates who={who} product={product} count={count} onClose={close} />
        </Dialog>
      ) : null}
    </>
  );
}
