// Lists among the parts: full, loading, long, with their filters, and figures above them. Not in what is
// shipped. The list of five thousand draws only what is near; its file has all of them.
import { Button } from "@mantine/core";
import { useState } from "react";
import { DataTable } from "../../../parts/data-table.tsx";
import { DatesFilter } from "../../../parts/dates-filter.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { ChoiceFilter, FilterBar, SearchFilter } from "../../../parts/filters.tsx";
import { PickBar } from "../../../parts/pick-bar.tsx";
import { FactsSkeleton, FiguresSkeleton, FormSkeleton, TextSkeleton } from "../../../parts/skeletons.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { usePicks } from "../../../parts/use-picks.ts";
import { COLUMNS, ROWS, type Row, THOUSANDS } from "./sample-facts.tsx";
import { Group, Shown } from "./shown.tsx";

const STATES = ["Paid", "Refunded"].map((label) => ({ value: label.toLowerCase(), label }));

export function Lists() {
  return (
    <>
      <Group name="lists">
        <Shown name="Figures">
          <Sums />
        </Shown>
        <Shown name="Filters">
          <FilterBar names={["q", "state", "from", "to"]}>
            <SearchFilter says="Search sales" />
            <ChoiceFilter name="state" says="State" any="Any state" options={STATES} />
            <DatesFilter />
          </FilterBar>
        </Shown>
        <Shown name="Tabs">
          <Tabs
            says="Product"
            tabs={[
              { key: "offers", name: "Offers", count: 3, body: "Three offers." },
              { key: "shares", name: "Who shares", body: "Ana and Bruno." },
              { key: "history", name: "History", body: "Nothing changed yet." },
            ]}
          />
        </Shown>
        <Shown name="Table">
          <DataTable
            says="Sales"
            name="sample"
            rows={ROWS}
            columns={COLUMNS}
            keyOf={(row) => row.id}
            linkOf={() => "/parts"}
            hasMore
            bar="5 of many"
            foot="5 shown so far"
            exportAs={{ name: "sample", pageOf: async () => ({ data: ROWS, nextCursor: null }) }}
          />
        </Shown>
        <Shown name="Picked rows, and one that failed">
          <Picked />
        </Shown>
        <Shown name="Loading">
          <FiguresSkeleton />
          <DataTable says="Loading" rows={[]} columns={COLUMNS} keyOf={(row) => row.id} isLoading />
          <FactsSkeleton />
          <TextSkeleton lines={3} />
          <FormSkeleton fields={1} />
        </Shown>
      </Group>
      <Shown name="Sorted by its heads, on a phone by a choice above it">
        <Sorted />
      </Shown>
      <Shown name="Five thousand rows">
        <Long />
      </Shown>
    </>
  );
}

/** As a list is after something was tried with three of its rows, and one said no. */
function Picked() {
  const keys = ROWS.map((row) => row.id);
  const picks = usePicks(keys);
  const { toggle, settle } = picks;
  const [isTried, setTried] = useState(false);
  if (!isTried) {
    setTried(true);
    toggle(keys[1] ?? "");
    settle([keys[1] ?? ""], new Map([[keys[1] ?? "", "Somebody changed it meanwhile. Look at it again."]]));
  }
  return (
    <>
      <DataTable
        says="Picked"
        rows={ROWS.slice(0, 3)}
        columns={COLUMNS}
        keyOf={(row) => row.id}
        linkOf={() => "/parts"}
        picks={{ of: picks, nameOf: (row) => row.id }}
      />
      <PickBar picks={picks} total="49.00 USD">
        <Button size="xs">Release</Button>
        <Button size="xs" variant="default">
          Take back
        </Button>
      </PickBar>
    </>
  );
}

/** Sorts as a list does: by one column at a time, the other way round when it is chosen again. */
function Sorted() {
  const [by, setBy] = useState<{ key: "name" | "amount"; isUp: boolean }>({ key: "amount", isUp: false });
  const compare = (a: Row, b: Row) => (by.key === "name" ? (a.name < b.name ? -1 : 1) : a.amount - b.amount);
  const rows = ROWS.toSorted((a, b) => (by.isUp ? compare(a, b) : compare(b, a)));
  const columns = COLUMNS.map((column) => {
    const { key } = column;
    if (key !== "name" && key !== "amount") return column;
    const is = key === by.key ? (by.isUp ? ("ascending" as const) : ("descending" as const)) : undefined;
    return { ...column, sort: { is, onSort: () => setBy({ key, isUp: key === by.key && !by.isUp }) } };
  });
  return (
    <DataTable says="Sorted" rows={rows} columns={columns} keyOf={(row) => row.id} linkOf={() => "/parts"} />
  );
}

function Long() {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          Show five thousand rows
        </Button>
      </div>
    );
  }
  return (
    <DataTable
      says="Five thousand"
      rows={THOUSANDS}
      columns={COLUMNS}
      keyOf={(row) => row.id}
      linkOf={() => "/parts"}
      exportAs={{ name: "five-thousand", pageOf: async (cursor) => pageOf(Number(cursor ?? 0)) }}
    />
  );
}

function pageOf(from: number) {
  const to = from + 100;
  return { data: THOUSANDS.slice(from, to), nextCursor: to < THOUSANDS.length ? String(to) : null };
}

function Sums() {
  return (
    <Figures>
      <Figure
        name="Available"
        amounts={[{ amount: 5242000, currency: "USD" }]}
        says="May be paid today."
        tone="ink"
        to="/parts"
      />
      <Figure
        name="Pending"
        amounts={[
          { amount: 120050, currency: "USD" },
          { amount: 9900, currency: "JPY" },
        ]}
        says="Waits for the guarantee."
        tone="pending"
      />
      <Figure name="Reserved" amounts={[{ amount: -4000, currency: "USD" }]} tone="taken" />
    </Figures>
  );
}
