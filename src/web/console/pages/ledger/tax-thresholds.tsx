// By what the yearly forms are judged: amount and number of sales, each from a year on; those that the
// program brings, and those set here, which an owner, admin or finance adds or takes away. It judges and
// files nothing.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { removeTaxThreshold, type TaxThreshold, taxThresholdsQuery } from "../../../data/tax.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { later } from "../../../parts/later.tsx";
import { Money } from "../../../parts/money.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useWords } from "../../../words/words.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./ledger.module.css";

const SetThreshold = later(() => import("./set-threshold.tsx"), "SetThreshold");

export function TaxThresholds() {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const [isSetting, setSetting] = useState(false);
  const found = useQuery(taxThresholdsQuery(ws));
  const rows = found.data?.data ?? [];
  const columns = useColumns(may("disputes") && rows.some((row) => row.own));
  const act = may("disputes") ? (
    <Button variant="default" onClick={() => setSetting(true)}>
      {say("threshold.set")}
    </Button>
  ) : null;
  return (
    <Section title={say("threshold.title")} aside={act}>
      <p className={css.note}>{say("threshold.says")}</p>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      <DataTable
        says={say("threshold.title")}
        rows={rows}
        columns={columns}
        keyOf={(row) => `${row.form} ${row.from}`}
        isLoading={found.isPending}
      />
      {isSetting ? <SetThreshold onClose={() => setSetting(false)} /> : null}
    </Section>
  );
}

function useColumns(mayChange: boolean): Column<TaxThreshold>[] {
  const { say, language } = useWords();
  return [
    { key: "form", head: say("threshold.form"), card: "title", cell: (row) => say(`taxForm.${row.form}`) },
    { key: "from", head: say("threshold.from"), card: "under", cell: (row) => row.from },
    {
      key: "note",
      head: say("threshold.note"),
      card: "line",
      cell: (row) => row.note || (row.own ? say("threshold.own") : "–"),
    },
    {
      key: "sales",
      head: say("threshold.sales"),
      align: "end",
      card: "line",
      cell: (row) => (row.sales === 0 ? "–" : new Intl.NumberFormat(language).format(row.sales)),
    },
    {
      key: "amount",
      head: say("threshold.amount"),
      align: "end",
      card: "figure",
      cell: (row) =>
        row.amount === 0 ? say("threshold.any") : <Money amount={row.amount} currency={row.currency} />,
    },
    ...(mayChange
      ? [
          {
            key: "acts",
            head: say("word.acts"),
            align: "end" as const,
            width: "7rem",
            card: "line" as const,
            cell: (row: TaxThreshold) => (row.own ? <Remove one={row} /> : null),
          },
        ]
      : []),
  ];
}

function Remove({ one }: { one: TaxThreshold }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeTaxThreshold(ws, { form: one.form, from: one.from }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [ws, "tax-facts"] }),
  });
  return (
    <>
      {remove.isError ? <Problem error={remove.error} /> : null}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={remove.isPending}
        aria-label={say("threshold.removeOf", { form: say(`taxForm.${one.form}`), year: String(one.from) })}
        onClick={() => remove.mutate()}
      >
        {say("threshold.remove")}
      </Button>
    </>
  );
}
