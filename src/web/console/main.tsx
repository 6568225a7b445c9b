// Starts the browser's half: the set, the reader's language, the cache, the routes. Holds no page.
// It never renders before the language is there, so that no screen speaks twice.
import "../parts/set.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot, type Root } from "react-dom/client";
import { tellTabs, watchOtherTabs } from "../data/other-tabs.ts";
import { TellFailures } from "../data/tell-failures.tsx";
import { isProblem } from "../parts/problem-facts.ts";
import { installTheme, theme } from "../parts/theme.ts";
import { ToastProvider } from "../parts/toast.tsx";
import { loadMessages, startLanguage } from "../words/languages.ts";
import { WordsProvider } from "../words/words.tsx";
import { sessionQuery } from "./data/session.ts";
import { staysAsItIs } from "./frame/use-live.ts";
import { type BesidePages, makeRouter } from "./routes.tsx";

const isSignedOut = (error: unknown) => isProblem(error) && error.code === "not_signed_in";

/** The session ended elsewhere: forget everything that was read in it and ask to sign in again. */
function onError(error: unknown): void {
  if (!isSignedOut(error) || location.pathname.startsWith("/sign-in")) return;
  tellTabs(null);
  queries.clear();
  void router.navigate({ to: "/sign-in", search: { next: location.pathname + location.search } });
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== sessionQuery.queryKey[0]) onError(error);
    },
  }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 2 && isProblem(error) && (error.status === 0 || error.status === 503),
      refetchOnWindowFocus: (query) => !staysAsItIs(query),
    },
  },
});

let router: ReturnType<typeof makeRouter>;

/** `beside`: the pages of the portal, which the console does not know. */
export async function start(beside: BesidePages): Promise<void> {
  router = makeRouter(queries, beside);
  let root: Root | undefined;
  watchOtherTabs(queries, () => {
    // First, so that nothing stays to be read or sent where an unsaved form asks whether to leave.
    root?.unmount();
    location.reload();
  });
  installTheme();
  const language = startLanguage();
  const messages = await loadMessages(language);
  document.documentElement.lang = language;
  const place = document.getElementById("root");
  if (!place) throw new Error("no root element");
  root = createRoot(place);
  root.render(
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: "partage-scheme" })}
    >
      <WordsProvider start={{ language, messages }}>
        <QueryClientProvider client={queries}>
          <ToastProvider>
            <TellFailures />
            <RouterProvider router={router} />
          </ToastProvider>
        </QueryClientProvider>
      </WordsProvider>
    </MantineProvider>,
  );
}
