// What the palette offers in a workspace: pages, acts, and the sales, parties and products that fit what is
// typed. It never searches for less than two letters.
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { amountText } from "../../parts/format-amount.ts";
import { Palette, type PaletteGroup, type PaletteItem } from "../../parts/palette.tsx";
import { useZone } from "../../parts/when.tsx";
import { useWords } from "../../words/words.tsx";
import { newImportAddress, partyAddress, saleAddress, salesAddress } from "../addresses.ts";
import { balancesQuery } from "../data/parties.ts";
import { productsQuery } from "../data/products.ts";
import { salesQuery } from "../data/sales.ts";
import { useSignOut } from "./account-menu.tsx";
import { usePlaces } from "./use-places.ts";
import { useWorkspace } from "./use-workspace.ts";
import { useSwitchWorkspace } from "./workspace-menu.tsx";

export function GoTo({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState("");
  const [sought] = useDebouncedValue(typed.trim(), 150);
  const found = useFound(sought);
  const groups: PaletteGroup[] = [
    { name: say("palette.pages"), items: usePages() },
    ...found.groups,
    { name: say("palette.acts"), items: useActs() },
  ];
  return (
    <Palette
      isOpen
      typed={typed}
      groups={groups}
      isSearching={found.isSearching || typed.trim() !== sought}
      onType={setTyped}
      onClose={onClose}
    />
  );
}

function usePages(): PaletteItem[] {
  const { say } = useWords();
  const navigate = useNavigate();
  return usePlaces().map((place) => ({
    key: place.key,
    name: say(place.word),
    icon: place.icon,
    onPick: () => void navigate({ to: place.to }),
  }));
}

function useActs(): PaletteItem[] {
  const { say } = useWords();
  const navigate = useNavigate();
  const { ws, may, session } = useWorkspace();
  const switchTo = useSwitchWorkspace();
  const leave = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const others = session?.workspaces.filter((one) => one.id !== ws) ?? [];
  const acts: PaletteItem[] = [];
  if (may("imports")) {
    acts.push({
      key: "import",
      name: say("imports.new"),
      icon: "imports",
      onPick: () => void navigate({ to: newImportAddress(ws) }),
    });
  }
  for (const other of others) {
    acts.push({
      key: other.id,
      name: say("palette.switch", { name: other.name }),
      icon: "switch",
      onPick: () => switchTo(other.id),
    });
  }
  acts.push(
    { key: "dark", name: say("palette.dark"), icon: "moon", onPick: () => setColorScheme("dark") },
    { key: "light", name: say("palette.light"), icon: "sun", onPick: () => setColorScheme("light") },
    { key: "leave", name: say("frame.signOut"), icon: "leave", onPick: () => void leave() },
  );
  return acts;
}

function useFound(sought: string): { groups: PaletteGroup[]; isSearching: boolean } {
  const { say, language } = useWords();
  const navigate = useNavigate();
  const { ws, may } = useWorkspace();
  const isLong = sought.length >= 2;
  const sales = useInfiniteQuery({ ...salesQuery(ws, { q: sought }, useZone(), 5), enabled: isLong });
  const products = useQuery({ ...productsQuery(ws), enabled: isLong });
  const balances = useInfiniteQuery({ ...balancesQuery(ws), enabled: isLong && may("ledger") });
  if (!isLong) return { groups: [], isSearching: false };
  const parties = new Map((balances.data?.pages[0]?.data ?? []).map((one) => [one.party.id, one.party.name]));
  return {
    isSearching: sales.isFetching,
    groups: [
      {
        name: say("nav.sales"),
        items: (sales.data?.pages[0]?.data ?? []).map((sale) => ({
          key: sale.id,
          name: `${sale.product.name} · ${sale.externalId}`,
          note: amountText(sale.paid, sale.currency, language),
          icon: "sales" as const,
          isFound: true,
          onPick: () => void navigate({ to: saleAddress(ws, sale.id) }),
        })),
      },
      {
        name: say("nav.parties"),
        items: [...parties].map(([id, name]) => ({
          key: id,
          name,
          icon: "parties" as const,
          onPick: () => void navigate({ to: partyAddress(ws, id) }),
        })),
      },
      {
        name: say("word.products"),
        items: (products.data?.data ?? []).map((product) => ({
          key: product.id,
          name: product.name,
          note: say("palette.itsSales"),
          icon: "file" as const,
          onPick: () => void navigate({ to: salesAddress(ws), search: { product: product.id } }),
        })),
      },
    ],
  };
}
