// What may be done with one affiliate: change code and rate, suspend, let go on, end, block. Each says what
// follows before it is done, and the affiliate reads why.
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { type AffiliateAct, decide } from "../../../data/programs.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { ReachedBy } from "../../../parts/reached-menu.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import type { Affiliation } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const DecideForm = later(() => import("../../../programs/decide-form.tsx"), "DecideForm");

const load = () => import("./affiliate-items.tsx").then((file) => ({ default: file.AffiliateItems }));
const AffiliateItems = lazy(load);

const ACTS: Record<Affiliation["state"], readonly AffiliateAct[]> = {
  requested: [],
  approved: ["suspend", "end", "block"],
  suspended: ["resume", "end", "block"],
  refused: ["block"],
  blocked: ["unblock", "end"],
  ended: [],
};

interface Props {
  product: Product;
  affiliation: Affiliation;
  onChange: () => void;
}

export function AffiliateActs({ product, affiliation, onChange }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const [act, setAct] = useState<AffiliateAct | null>(null);
  const { name } = affiliation.party;
  const close = () => setAct(null);
  const done = async () => {
    await productChanged(queries, ws, product.id);
    close();
  };
  const isOver = affiliation.state === "ended";
  const acts = ACTS[affiliation.state];
  if (isOver) return "–";
  return (
    <>
      <ReachedBy
        onReach={() => void load()}
        draw={(facts) => (
          <Button
            size="compact-sm"
            variant="subtle"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("affiliates.change", { name })}
            {...facts}
          >
            {say("offers.changeShort")}
          </Button>
        )}
        menu={(button) => <AffiliateItems button={button} acts={acts} onChange={onChange} onAct={setAct} />}
      />
      {act ? (
        <Dialog title={say(`program.act.${act}`, { name })} onClose={close}>
          <DecideForm
            name={name}
            decision={act}
            send={(reason) => decide(ws, affiliation.id, act, reason)}
            onDone={() => void done()}
            onClose={close}
          />
        </Dialog>
      ) : null}
    </>
  );
}
