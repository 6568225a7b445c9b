// Every part in all its states on one page, for those who build, and for the test that compares its pictures
// with the kept ones. Not in what is shipped. Its figures are the worked example of the domain: 100.00 paid,
// 9.9 % + 0.50, affiliate 35 %, co-producer 10 %.
import { Button } from "@mantine/core";
import { Mark, Wordmark, WorkspaceMark } from "../../../parts/mark.tsx";
import { Money } from "../../../parts/money.tsx";
import { Page } from "../../../parts/page.tsx";
import { When } from "../../../parts/when.tsx";
import { Forms } from "./sample-forms.tsx";
import { Lists } from "./sample-lists.tsx";
import { Pictures } from "./sample-pictures.tsx";
import { States } from "./sample-states.tsx";
import css from "./shown.module.css";
import { Group, InRow, Shown } from "./shown.tsx";

export function Parts() {
  return (
    <main>
      <Page title="Parts" lead="Every part in all its states." action={<Button>The one thing to do</Button>}>
        <Group name="set">
          <Shown name="Mark">
            <InRow>
              <Wordmark size={36} /> <Wordmark /> <Mark size={16} />
              <WorkspaceMark name="Piano School" /> <WorkspaceMark name="Superstore" />{" "}
              <WorkspaceMark name="Ávila" />
            </InRow>
          </Shown>
          <Shown name="Money">
            <div className={css.sums}>
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
          <Shown name="Buttons">
            <InRow>
              <Button>Primary</Button>
              <Button variant="default">Second</Button>
              <Button variant="subtle" color="gray">
                Quiet
              </Button>
              <Button color="brick">Grave</Button>
              <Button disabled>Off</Button>
            </InRow>
          </Shown>
        </Group>
        <Pictures />
        <Lists />
        <Forms />
        <States />
      </Page>
    </main>
  );
}
