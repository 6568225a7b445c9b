// The states a page can be in: nothing there, no access, a problem, at work; and what floats over it. Not in
// what is shipped.
import { Button } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "../../../parts/confirm.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Facts } from "../../../parts/page.tsx";
import { Palette } from "../../../parts/palette.tsx";
import { NoAccess, Problem } from "../../../parts/problem.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { Status, Tag } from "../../../parts/status.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { PROBLEM } from "./sample-facts.tsx";
import { Sides } from "./sample-pictures.tsx";
import { Group, InRow, Shown } from "./shown.tsx";

export function States() {
  return (
    <>
      <Group name="states">
        <Shown name="Status">
          <InRow>
            <Status tone="good">Paid</Status>
            <Status tone="pending">In dispute</Status>
            <Status tone="taken">Refunded</Status>
            <Status tone="quiet">Not run yet</Status>
            <Tag>Demo</Tag>
          </InRow>
        </Shown>
        <Shown name="Progress">
          <Progress done={3120} total={9994} failed={12} isRunning={false} />
          <Progress done={40} total={null} isRunning={false} />
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
              ["Id at the source", "ch_3Ne0wlZvGqUZxmYb1kYUvUq2ch_3Ne0wlZvGqUZxmYb1kYUvUq2"],
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
      </Group>
      <Shown name="Over the page">
        <Over />
      </Shown>
    </>
  );
}

function Over() {
  const toast = useToast();
  const [open, setOpen] = useState<"confirm" | "remove" | "palette" | null>(null);
  const [typed, setTyped] = useState("");
  const close = () => setOpen(null);
  return (
    <InRow>
      <Button variant="default" onClick={() => setOpen("confirm")}>
        Confirm
      </Button>
      <Button variant="default" onClick={() => setOpen("remove")}>
        Confirm by name
      </Button>
      <Button variant="default" onClick={() => setOpen("palette")}>
        Palette
      </Button>
      <Button
        variant="default"
        onClick={() => toast.tell({ says: "Piano in 30 days is archived", undo: () => undefined })}
      >
        Toast
      </Button>
      <Confirm
        isOpen={open === "confirm"}
        title="Refund “Piano in 30 days”"
        act="Refund 40.00 USD"
        final="This is booked for good."
        onConfirm={close}
        onClose={close}
      >
        <Sides />
      </Confirm>
      <Confirm
        isOpen={open === "remove"}
        title="Revoke the key “Shop”"
        act="Revoke the key “Shop”"
        repeat="Shop"
        final="Whoever uses it is refused from this moment on. It cannot be taken back."
        onConfirm={close}
        onClose={close}
      >
        <p>It was last used 3 minutes ago.</p>
      </Confirm>
      <Palette
        isOpen={open === "palette"}
        typed={typed}
        onType={setTyped}
        onClose={close}
        groups={[
          { name: "Go to", items: [{ key: "sales", name: "Sales", icon: "sales", onPick: close }] },
          { name: "Do", items: [{ key: "import", name: "Import a file", icon: "imports", onPick: close }] },
        ]}
      />
    </InRow>
  );
}
