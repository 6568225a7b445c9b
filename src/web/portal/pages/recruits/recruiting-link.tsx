// A manager's own address of the public page, made with one press and copied with another. Whoever applies
// through it was recruited by this manager.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ManagedProduct, makeRecruitingLink, managedQuery } from "../../../data/programs.ts";
import { CopyField } from "../../../parts/copy.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";

interface Props {
  party: string;
  managed: ManagedProduct;
  mayAct: boolean;
}

export function RecruitingLink({ party, managed, mayAct }: Props) {
  const { say } = useWords();
  const queries = useQueryClient();
  const { product, link } = managed;
  const make = useMutation({
    mutationFn: () => makeRecruitingLink(party, product.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: managedQuery(party).queryKey }),
  });
  if (link !== null) {
    return <CopyField label={say("recruits.link")} value={link} hint={say("recruits.linkHint")} />;
  }
  return (
    <>
      {make.isError ? <Problem error={make.error} /> : null}
      {mayAct ? (
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {say("recruits.makeLink", { product: product.name })}
        </Button>
      ) : null}
    </>
  );
}
