// One link: its address to copy, its QR code to show or keep as a file, where it leads, what came of it in
// the days of the page, and its end. What archiving means is said before; nothing that was clicked or earned
// changes.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type AnyLink, changeLink, codeAddress, linksChanged } from "../data/links.ts";
import { tellFailure } from "../data/tell-failures.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { CopyField } from "../parts/copy.tsx";
import { dayText } from "../parts/date-range.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Icon } from "../parts/icons.tsx";
import { keepPicture } from "../parts/keep-picture.ts";
import { useToast } from "../parts/toast.tsx";
import { useWords } from "../words/words.tsx";
import { LinkFunnel } from "./link-figures.tsx";
import { useLinkPeriod } from "./link-period.ts";
import css from "./links.module.css";
import { Places } from "./places.tsx";

/** Of each side: sharp on a poster of a hand's breadth. */
const PIXELS = 1024;

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
            <KeepCode drawing={codeAddress(who, link.id)} code={code} />
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
      <Came who={who} link={link} />
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

/** Pixels for slides, posts and other people's tools; lines for print of any size. */
function KeepCode({ drawing, code }: { drawing: string; code: string }) {
  const { say } = useWords();
  const keep = useMutation({
    ...tellFailure,
    mutationFn: () => keepPicture(drawing, `${code}.png`, PIXELS),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="download" size={16} />}
        loading={keep.isPending}
        onClick={() => keep.mutate()}
      >
        {say("links.keepCode")}
      </Button>
      <Button component="a" variant="subtle" color="gray" href={drawing} download={`${code}.svg`}>
        {say("links.keepLines")}
      </Button>
    </>
  );
}

/** What came of it in the days that the page is about. */
function Came({ who, link: { id, party, url } }: Pick<Props, "who" | "link">) {
  const { say, language } = useWords();
  const { from, to } = useLinkPeriod();
  return (
    <section className={css.came}>
      <p className={css.under}>
        {say("links.figuresOf", { from: dayText(from, language), to: dayText(to, language) })}
      </p>
      <LinkFunnel who={who} period={{ from, to, link: id }} />
      <Places who={who} period={{ from, to, link: id }} url={url} />
      {who.side === "producer" && party === null ? (
        <p className={css.under}>{say("links.ownSales")}</p>
      ) : null}
    </section>
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
