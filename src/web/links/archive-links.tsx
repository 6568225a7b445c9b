// Many links archived at once. Each is an act of its own: what fails, because somebody changed it meanwhile,
// stays picked with why. It never takes a code away: each can be taken up again.
//   <ArchiveLinks who={who} links={picked} onSettled={picks.settle} onClose={…} />
import { useQueryClient } from "@tanstack/react-query";
import type { Looker } from "../data/contracts.ts";
import { type AnyLink, changeLink, linksChanged } from "../data/links.ts";
import { ConfirmEach } from "../parts/confirm-each.tsx";
import { useToast } from "../parts/toast.tsx";
import { useWords } from "../words/words.tsx";

interface Props {
  who: Looker;
  links: readonly AnyLink[];
  onSettled: (tried: readonly string[], failed: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

export function ArchiveLinks({ who, links, onSettled, onClose }: Props) {
  const { say } = useWords();
  const { tell } = useToast();
  const queries = useQueryClient();
  const act = say("links.manyArchive", { count: links.length });
  return (
    <ConfirmEach
      title={`${act}?`}
      act={act}
      final={say("links.manyArchiveSays")}
      isGrave
      items={links}
      keyOf={(one) => one.id}
      nameOf={(one) => `/l/${one.code}`}
      each={(one) => changeLink(who, one.id, { state: "archived", basedOn: one.version })}
      onSettled={async (tried, failed) => {
        onSettled(tried, failed);
        await linksChanged(queries, who);
        const done = tried.length - failed.size;
        if (done > 0) tell({ says: say("links.manyDone", { count: done }) });
      }}
      onClose={onClose}
    />
  );
}
