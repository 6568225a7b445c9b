// The shape of a sale while it loads: heading, flow, lines, in the places where they will stand.
// It shows no figure, not even a zero.
import { Skeleton } from "@mantine/core";
import { Page } from "../../../parts/page.tsx";
import { useWords } from "../../../words/words.tsx";

export function SaleSkeleton({ back }: { back: { to: string; name: string } }) {
  const { say } = useWords();
  return (
    <Page title={say("word.sale")} heading={<Skeleton height={30} width={260} />} back={back}>
      <div aria-hidden="true">
        <Skeleton height={12} width={90} mb={10} />
        <Skeleton height={24} width={150} mb={24} />
        <Skeleton height={260} />
        <Skeleton height={20} width={180} mt={48} mb={20} />
        {["a", "b", "c", "d"].map((place) => (
          <Skeleton key={place} height={14} my={22} />
        ))}
      </div>
    </Page>
  );
}
