// The sales behind my figures, to be split again on a machine of my own: what lies in the file is said before
// it is fetched, and the browser shows how far it is. It holds no buyer and nobody else's part.
//   <TakeProof party="party_…" product={undefined} />
import { Button } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../parts/dialog.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { useWords } from "../../../words/words.tsx";
import { proofAddress } from "../../data/figures.ts";
import css from "./sales.module.css";

interface Props {
  party: string;
  product: string | undefined;
}

export function TakeProof({ party, product }: Props) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="default" leftSection={<Icon name="shield" size={16} />} onClick={() => setOpen(true)}>
        {say("proof.open")}
      </Button>
      {isOpen ? (
        <Dialog title={say("proof.title")} onClose={close}>
          <p className={css.proof}>{say("proof.says")}</p>
          <ul className={css.proofList}>
            <li>{say("proof.sales")}</li>
            <li>{say("proof.expected")}</li>
            <li>{say("proof.readme")}</li>
          </ul>
          <p className={css.nothing}>{say(product === undefined ? "proof.all" : "proof.ofProduct")}</p>
          <Button
            component="a"
            href={proofAddress(party, product)}
            download
            mt="md"
            leftSection={<Icon name="download" size={16} />}
            onClick={close}
          >
            {say("proof.take")}
          </Button>
        </Dialog>
      ) : null}
    </>
  );
}
