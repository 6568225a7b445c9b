// Ten recovery codes, shown this once: to copy, to download, to print. They are gone when the page is left.
// It never asks for them again: another look means new codes.
import { Button } from "@mantine/core";
import { CopyButton } from "../../../parts/copy.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { useWords } from "../../../words/words.tsx";
import css from "./account.module.css";

export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { say } = useWords();
  const text = codes.join("\n");
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "partage-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <section aria-label={say("factor.codes")}>
      <p>
        <strong>{say("secret.once")}.</strong> {say("factor.codesSays")}
      </p>
      <ul className={css.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button.Group>
        <CopyButton value={text} of={say("factor.codes")} />
        <Button variant="default" leftSection={<Icon name="download" size={16} />} onClick={download}>
          {say("factor.download")}
        </Button>
        <Button onClick={onClose}>{say("factor.kept")}</Button>
      </Button.Group>
    </section>
  );
}
