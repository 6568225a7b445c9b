// On the sale's page, below how the buyer came: corrections of whom it is credited to that wait or came to
// nothing, and the act that proposes one. Those posted stand with the journey itself.
//   <SaleCredit sale={sale} />
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { later } from "../../../parts/later.tsx";
import { Problem } from "../../../parts/problem.tsx";
import sharing from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { correctionsQuery } from "../../data/credit-corrections.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { CorrectionRow } from "../questions/correction-row.tsx";

const CorrectCredit = later(() => import("../questions/correct-credit.tsx"), "CorrectCredit");

export function SaleCredit({ sale }: { sale: Pick<SaleDetail, "id" | "product"> }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(correctionsQuery(ws, { sale: sale.id }));
  const rows = (found.data?.data ?? []).filter((one) => one.state !== "posted");
  const mayPropose = may("disputes") && found.isSuccess && !rows.some((one) => one.state === "proposed");
  return (
    <>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {rows.length === 0 ? null : (
        <ul className={sharing.grants}>
          {rows.map((one) => (
            <CorrectionRow key={one.id} one={one} />
          ))}
        </ul>
      )}
      {mayPropose ? (
        <Button mt="md" variant="default" onClick={() => setOpen(true)}>
          {say("correction.propose")}
        </Button>
      ) : null}
      {isOpen ? <CorrectCredit sale={sale} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
