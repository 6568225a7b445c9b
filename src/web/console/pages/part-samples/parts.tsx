// Every part in all its states on one page, for those who build. Not in what is shipped. Its figures are the
// worked example of the domain: 100.00 paid, 9.9 % + 0.50, affiliate 35 %, co-producer 10 %.
import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Figure, Figures } from "../../../parts/figure.tsx";
import { Flow } from "../../../parts/flow.tsx";
import { Mark, Wordmark, WorkspaceMark } from "../../../parts/mark.tsx";
import { Money } from "../../../parts/money.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Palette } from "../../../parts/palette.tsx";
import { colours, type PartOf } from "../../../parts/part-of.ts";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { ShareBar } from "../../../parts/share-bar.tsx";
import { SideBySide } from "../../../parts/side-by-side.tsx";
import { Status, Tag } from "../../../parts/status.tsx";
import { Timeline } from "../../../parts/timeline.tsx";
import { When } from "../../../parts/when.tsx";
import { COLUMNS, FEW, MANY, PROBLEM, ROWS, THREE } from "./parts-samples.tsx";

function Shown({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Section title={name} id={name.toLowerCase().replace(/\W+/g, "-")}>
      <div style={{ display: "grid", gap: "1.5rem" }}>{children}</div>
    </Section>
  );
}

export function Parts() {
  const [open, setOpen] = useState<"confirm" | "palette" | null>(null);
  const [typed, setTyped] = useState("");
  return (
    <main>
      <Page title="Parts" lead="Every part in all its states." action={<Button>The one thing to do</Button>}>
        <Shown name="Mark">
          <div style={{ display: "flex", gap: "1.5rem", alignItems: "center" }}>
            <Wordmark size={36} /> <Wordmark /> <Mark size={16} />
            <WorkspaceMark name="Piano School" /> <WorkspaceMark name="Superstore" />{" "}
            <WorkspaceMark name="Ávila" />
          </div>
        </Shown>
        <Shown name="Money">
          <div style={{ display: "grid", justifyItems: "end", width: "16rem" }}>
            <Money amount={123456789} currency="USD" />
            <Money amount={-5} currency="USD" />
            <Money amount={0} currency="USD" />
            <Money amount={1234} currency="JPY" />
            <Money amount={1234567} currency="KWD" tone="pending" />
            <Money amount={582} currency="BRL" signed />
            <Money amount={10000} currency="USD" size="xl" />
          </div>
          <When at="2026-03-01T12:00:00Z" />
        </Shown>
        <Flows />
        <Tables />
        <States />
        <Shown name="Over the page">
          <div style={{ display: "flex", gap: "0.5rem" }}>
            <Button variant="default" onClick={() => setOpen("confirm")}>
              Confirm
            </Button>
            <Button variant="default" onClick={() => setOpen("palette")}>
              Palette
            </Button>
          </div>
          <Confirm
            isOpen={open === "confirm"}
            title="Refund “Piano in 30 days”"
            act="Refund 40.00 USD"
            final="This is booked for good."
            onConfirm={() => setOpen(null)}
            onClose={() => setOpen(null)}
          >
            <Sides />
          </Confirm>
          <Palette
            isOpen={open === "palette"}
            typed={typed}
            onType={setTyped}
            onClose={() => setOpen(null)}
            groups={[
              {
                name: "Go to",
                items: [{ key: "sales", name: "Sales", icon: "sales", onPick: () => setOpen(null) }],
              },
              {
                name: "Do",
                items: [
                  { key: "import", name: "Import a file", icon: "imports", onPick: () => setOpen(null) },
                ],
              },
            ]}
          />
        </Shown>
      </Page>
    </main>
  );
}

function Flows() {
  const drawn = (says: string, parts: PartOf[], whole: number, shared?: number) => (
    <Flow
      says={says}
      currency="USD"
      source={{ name: "Buyer paid", amount: whole }}
      middle={shared === undefined ? undefined : { name: "Left to share", amount: shared }}
      parts={parts}
      colours={colours(parts)}
      onChoose={() => undefined}
    />
  );
  return (
    <>
      <Shown name="Flow">{drawn("Of four.", FEW, 10000, 8960)}</Shown>
      <Shown name="Flow of nine">{drawn("Of nine.", MANY, 10000, 8214)}</Shown>
      <Shown name="Flow without fees">{drawn("Of three.", THREE, 20000)}</Shown>
      <Shown name="Share bar">
        <ShareBar whole={10000} currency="USD" parts={FEW} colours={colours(FEW)} />
        <ShareBar whole={10000} currency="USD" parts={MANY} colours={colours(MANY)} />
        <div style={{ width: "8rem" }}>
          <ShareBar whole={10000} currency="USD" parts={FEW} colours={colours(FEW)} size="small" />
        </div>
      </Shown>
    </>
  );
}

function Tables() {
  return (
    <>
      <Shown name="Figures">
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
      </Shown>
      <Shown name="Table">
        <DataTable
          says="Sales"
          rows={ROWS}
          columns={COLUMNS}
          keyOf={(row) => row.id}
          linkOf={() => "/parts"}
          hasMore
          foot="3 shown so far"
        />
        <DataTable says="Loading" rows={[]} columns={COLUMNS} keyOf={(row) => row.id} isLoading />
      </Shown>
      <Shown name="Before and after">
        <Sides />
      </Shown>
    </>
  );
}

function Sides() {
  return (
    <SideBySide
      says="Before and after."
      currency="USD"
      rows={[
        {
          key: "ana",
          name: "Ana Souza",
          note: "Producer",
          before: 712,
          after: 427,
          colour: "var(--party-1)",
        },
        {
          key: "bruno",
          name: "Bruno Lima",
          note: "Co-producer",
          before: 79,
          after: 47,
          colour: "var(--party-2)",
        },
        {
          key: "market",
          name: "Market",
          note: "Platform fee",
          before: 209,
          after: 126,
          colour: "var(--fee-1)",
        },
      ]}
      whole={{ name: "Of what the buyer paid", before: 1000, after: 600 }}
    />
  );
}

function States() {
  return (
    <>
      <Shown name="Timeline">
        <Timeline
          moments={[
            {
              key: "1",
              tone: "good",
              title: "Sold",
              at: "2026-03-01T12:00:00Z",
              aside: <Money amount={10000} currency="USD" />,
            },
            {
              key: "2",
              title: "Reported by stripe",
              at: "2026-03-01T12:00:04Z",
              body: "Entry 12 of the ledger",
            },
            { key: "3", tone: "pending", title: "Disputed", at: "2026-03-04T12:00:00Z" },
            {
              key: "4",
              tone: "taken",
              title: "Refunded",
              at: "2026-03-05T12:00:00Z",
              aside: <Money amount={-4000} currency="USD" />,
            },
          ]}
        />
      </Shown>
      <Shown name="Status">
        <Status tone="good">Paid</Status>
        <Status tone="pending">In dispute</Status>
        <Status tone="taken">Refunded</Status>
        <Status tone="quiet">Not run yet</Status>
        <div>
          <Tag>Demo</Tag>
        </div>
      </Shown>
      <Shown name="Progress">
        <Progress done={3120} total={9994} failed={12} />
        <Progress done={40} total={null} />
        <Progress done={9994} total={9994} isRunning={false} />
      </Shown>
      <Shown name="Problem">
        <Problem error={PROBLEM} onRetry={() => undefined} />
        <Problem error={new Error("broken")} />
        <NoAccess says="Balances are not part of your role in this workspace." />
      </Shown>
      <Shown name="Facts">
        <Facts
          facts={[
            ["Buyer", "claire@example.com"],
            ["Offer", "Course, with guarantee"],
            ["Country", "Brazil"],
          ]}
        />
      </Shown>
      <Shown name="Empty">
        <Empty
          title="No sales yet"
          says="Each sale shows here a moment after it is reported."
          action={<Button>Import a file</Button>}
        />
      </Shown>
    </>
  );
}
