// What the producer shares with this partner on a product beyond its own: what, what for, until when.
// It asks for nothing by itself: a question does.
//   <SharedWithMe product={story.product.id} />
import { useQuery } from "@tanstack/react-query";
import { grantsQuery } from "../../../data/data-grants.ts";
import { Section } from "../../../parts/page.tsx";
import { GrantList } from "../../../sharing/grant-list.tsx";
import css from "../../../sharing/sharing.module.css";
import { useWords } from "../../../words/words.tsx";
import { useParty } from "../../frame/use-party.ts";

export function SharedWithMe({ product }: { product: string }) {
  const { say } = useWords();
  const { who } = useParty();
  const found = useQuery(grantsQuery(who, { product })).data;
  if (!found) return null;
  return (
    <Section title={say("shared.titleOwn")}>
      {found.data.length === 0 ? <p className={css.quiet}>{say("shared.noneOwn")}</p> : null}
      <GrantList grants={found.data} />
    </Section>
  );
}
