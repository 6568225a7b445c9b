// The way to a list as a file that the server writes: it looks like the export beside it that the browser
// writes. It never fetches by itself: the browser follows the address and saves what comes.
//   <FileLink to="/v1/workspaces/ws_…/sales.csv?state=refunded" />
import { Button } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import css from "./export-rows.module.css";
import { Icon } from "./icons.tsx";

export function FileLink({ to }: { to: string }) {
  const { say } = useWords();
  return (
    <Button
      component="a"
      href={to}
      download
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={css.button ?? ""}
      leftSection={<Icon name="download" size={15} />}
    >
      {say("table.export")}
    </Button>
  );
}
