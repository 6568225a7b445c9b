// Tells by a toast that what a button sent was refused, where the button stands in no form and no dialog that
// would draw the error. Never for those that draw it: an act asks for it.
//   const stop = useMutation({ ...tellFailure, mutationFn: () => stopImport(ws, id) }) → "Your role … not
//   allow this."
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { problemText } from "../parts/problem.tsx";
import { useToast } from "../parts/toast.tsx";
import { useWords } from "../words/words.tsx";

export const tellFailure = { meta: { tellsFailure: true } } as const;

/** Stands once, inside the toasts. */
export function TellFailures() {
  const queries = useQueryClient();
  const words = useWords();
  const toast = useToast();
  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error") return;
        if (event.mutation.meta?.tellsFailure) toast.tell({ says: problemText(event.action.error, words) });
      }),
    [queries, words, toast],
  );
  return null;
}
