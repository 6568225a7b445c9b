// Texts and addresses to promote with: a list, and for whoever may share, the way to add one and to take one
// back. Copied with one press. It never opens an address by itself.
//   <Materials who={who} product="product_…" mayShare />
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Looker } from "../data/contracts.ts";
import { type Material, materialsQuery, withdrawMaterial } from "../data/programs.ts";
import { Confirm } from "../parts/confirm.tsx";
import { CopyButton } from "../parts/copy.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icons.tsx";
import { later } from "../parts/later.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { TextSkeleton } from "../parts/skeletons.tsx";
import { When } from "../parts/when.tsx";
import { useWords } from "../words/words.tsx";
import css from "./programs.module.css";

const ShareMaterial = later(() => import("./share-material.tsx"), "ShareMaterial");

interface Props {
  who: Looker;
  product: string;
  mayShare?: boolean;
}

export function Materials({ who, product, mayShare = false }: Props) {
  const { say } = useWords();
  const [isAdding, setAdding] = useState(false);
  const found = useQuery(materialsQuery(who, product));
  const rows = found.data ?? [];
  // A manager has this list once a product: an empty one is a line there.
  const isManager = who.side === "party" && mayShare;
  const add = mayShare ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => setAdding(true)}
    >
      {say("program.material.add")}
    </Button>
  ) : null;
  return (
    <Section title={say("program.materials")} aside={rows.length > 0 || isManager ? add : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={3} /> : null}
      {found.isSuccess && rows.length === 0 && isManager ? (
        <p className={css.quiet}>{say("program.material.noneSays")}</p>
      ) : null}
      {found.isSuccess && rows.length === 0 && !isManager ? (
        <Empty
          title={say("program.material.none")}
          says={say(mayShare ? "program.material.noneSays" : "program.material.noneYet")}
          action={add}
        />
      ) : null}
      {rows.length > 0 ? (
        <ul className={css.materials}>
          {rows.map((one) => (
            <Row key={one.id} who={who} product={product} material={one} mayShare={mayShare} />
          ))}
        </ul>
      ) : null}
      {isAdding ? (
        <Dialog title={say("program.material.add")} onClose={() => setAdding(false)}>
          <ShareMaterial who={who} product={product} onClose={() => setAdding(false)} />
        </Dialog>
      ) : null}
    </Section>
  );
}

function Row({ who, product, material, mayShare }: Required<Props> & { material: Material }) {
  const { title, text, url, by, createdAt } = material;
  const isOwn = who.side === "producer" || by?.id === who.id;
  return (
    <li className={css.material}>
      <div className={css.materialBody}>
        <p className={css.materialTitle}>{title}</p>
        {text ? <p className={css.materialText}>{text}</p> : null}
        {url ? (
          <a className={css.materialUrl} href={url} target="_blank" rel="noopener noreferrer">
            {url}
          </a>
        ) : null}
        <div className={css.quiet}>
          {by ? `${by.name} · ` : ""}
          <When at={createdAt} show="day" />
        </div>
      </div>
      <div className={css.acts}>
        <CopyButton value={url ?? text} of={title} />
        {mayShare && isOwn ? <Remove who={who} product={product} material={material} /> : null}
      </div>
    </li>
  );
}

function Remove({
  who,
  product,
  material: { id, title },
}: Pick<Props, "who" | "product"> & { material: Material }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withdrawMaterial(who, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: materialsQuery(who, product).queryKey }),
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={say("program.material.removeOf", { title })}
        onClick={() => setOpen(true)}
      >
        {say("program.material.remove")}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={say("program.material.removeAsk", { title })}
        act={say("program.material.remove")}
        final={say("program.material.removeFinal")}
        isWorking={isPending}
        error={error}
        onConfirm={() => mutate()}
        onClose={() => setOpen(false)}
      >
        <p>{say("program.material.removeSays")}</p>
      </Confirm>
    </>
  );
}
