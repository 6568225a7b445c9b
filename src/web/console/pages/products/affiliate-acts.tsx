// What may be done with one affiliate: change code and rate, suspend, let go on, end, block. Each says what
// follows before it is done, and the affiliate reads why.
import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Decision, decide } from "../../../data/programs.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Icon } from "../../../parts/icons.tsx";
import { DecideForm } from "../../../programs/decide-form.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import type { Affiliation } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

type Act = Exclude<Decision, "approve" | "refuse">;

const ACTS: Record<Affiliation["state"], readonly Act[]> = {
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
  const [act, setAct] = useState<Act | null>(null);
  const { name } = affiliation.party;
  const close = () => setAct(null);
  const done = async () => {
    await productChanged(queries, ws, product.id);
    close();
  };
  const isOver = affiliation.state === "ended";
  if (isOver) return "–";
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            rightSection={<Icon name="down" size={14} />}
            aria-label={say("affiliates.change", { name })}
          >
            {say("offers.changeShort")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onChange}>{say("programTab.edit")}</Menu.Item>
          {ACTS[affiliation.state].map((one) => (
            <Menu.Item key={one} onClick={() => setAct(one)}>
              {say(`programTab.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
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
