// The platform's fee that every new workspace begins with, and who changed it. Those that are there stay as
// they are: the form says so.
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Form } from "../../../parts/form.tsx";
import { useToast } from "../../../parts/toast.tsx";
import { useChecks } from "../../../parts/use-checks.ts";
import { useForm } from "../../../parts/use-form.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { changeDefaults, defaultChangesQuery, defaultsQuery } from "../../data/operator.ts";
import css from "../settings/settings.module.css";
import {
  complaintsOfFee,
  FEE_PATHS,
  type Fee,
  feeOf,
  feeText,
  PlatformFeeFields,
  typedFee,
} from "./platform-fee-fields.tsx";

export function DefaultFee({ fee }: { fee: Fee }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const wrong = useChecks();
  const form = useForm({
    start: typedFee(fee, language),
    check: (v) => complaintsOfFee(v, wrong),
    paths: FEE_PATHS,
    send: (v) => changeDefaults({ platformFee: feeOf(v, language) }),
    onDone: async (changed) => {
      queries.setQueryData(defaultsQuery.queryKey, changed);
      await queries.invalidateQueries({ queryKey: defaultChangesQuery.queryKey });
      toast.tell({ says: say("operator.feeSaved") });
    },
  });
  return (
    <>
      <Form form={form} act={say("operator.saveFee")} isReady={form.isChanged} tone="quiet" isUnguarded>
        <p>{say("operator.feeSays")}</p>
        <PlatformFeeFields form={form} />
      </Form>
      <Changes />
    </>
  );
}

/** Nothing where it was never changed. */
function Changes() {
  const { say, language } = useWords();
  const asked = useInfiniteQuery(defaultChangesQuery);
  const changes = asked.data?.pages.flatMap((page) => page.data) ?? [];
  if (changes.length === 0) return null;
  const text = (fee: Fee) => feeText(fee, language) ?? say("operator.noFee");
  return (
    <>
      <ol className={css.trail} aria-label={say("operator.feeChanges")}>
        {changes.map(({ at, by, before, after }) => (
          <li key={at} className={css.entry}>
            <When at={at} />
            <p>
              {say("operator.feeChange", {
                name: by.name,
                before: text(before.platformFee),
                after: text(after.platformFee),
              })}
            </p>
          </li>
        ))}
      </ol>
      {asked.hasNextPage ? (
        <Button
          variant="default"
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {say("action.showMore")}
        </Button>
      ) : null}
    </>
  );
}
