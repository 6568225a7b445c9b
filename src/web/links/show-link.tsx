// One link: its address to copy, its QR code to show or keep as a file, where it leads, and its end. What
// archiving means is said before; nothing that was clicked or earned changes.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type AnyLink, changeLink, codeAddress, linksChanged } from "../data/links.ts";
import { Confirm } from "../parts/confirm.tsx";
import { CopyField } from "../parts/copy.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import { useToast } from "../parts/toast.tsx";
import { useWords } from "../words/words.tsx";
import css from "./links.module.css";

interface Props {
  who: Looker;
  link: AnyLink;
  mayChange: boolean;
  onClose: () => void;
}

export function ShowLink({ who, link, mayChange, onClose }: Props) {
  const { say } = useWords();
  const [isEnding, setEnding] = useState(false);
  const { act, error, isPending } = useSetState(who, link, () => setEnding(false));
  const { code, url, destination, state, product } = link;
  return (
    <Dialog title={say("links.one", { code })} size="lg" onClose={onClose}>
      <div className={css.address}>
        <CopyField label={say("links.address")} value={url} hint={say("links.addressHint")} />
      </div>
      <div className={css.shown}>
        <img
          className={css.picture}
          src={codeAddress(who, link.id)}
          alt={say("links.codeOf", { url })}
          width={192}
          height={192}
        />
        <div className={css.facts}>
          <dl className={css.list}>
            <dt>{say("word.product")}</dt>
            <dd>{product.name}</dd>
            <dt>{say("links.leadsTo")}</dt>
            <dd>
              {destination.name}
              <a className={css.target} href={destination.url} target="_blank" rel="noopener noreferrer">
                {destination.url}
              </a>
            </dd>
          </dl>
          <div className={css.acts}>
            <Button
              component="a"
              variant="default"
              href={codeAddress(who, link.id)}
              download={`${code}.svg`}
              leftSection={<Icon name="download" size={16} />}
            >
              {say("links.keepCode")}
            </Button>
            {mayChange && state === "active" ? (
              <Button variant="subtle" color="brick" onClick={() => setEnding(true)}>
                {say("links.archive")}
              </Button>
            ) : null}
            {mayChange && state === "archived" ? (
              <Button variant="subtle" loading={isPending} onClick={() => act("active")}>
                {say("links.restore")}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      <Confirm
        isOpen={isEnding}
        title={say("links.archiveTitle", { code })}
        act={say("links.archiveOf", { code })}
        final={say("links.archiveFinal")}
        isWorking={isPending}
        error={error}
        onConfirm={() => act("archived")}
        onClose={() => setEnding(false)}
      >
        <p>{say("links.archiveSays", { name: destination.name })}</p>
      </Confirm>
    </Dialog>
  );
}

function useSetState(who: Looker, { id, version, code }: AnyLink, onDone: () => void) {
  const { say } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: (state: "active" | "archived") => changeLink(who, id, { state, basedOn: version }),
    onSuccess: async (changed) => {
      await linksChanged(queries, who);
      toast.tell({ says: say(changed.state === "active" ? "links.restored" : "links.archived", { code }) });
      onDone();
    },
  });
  return { act: change.mutate, error: change.error, isPending: change.isPending };
}
