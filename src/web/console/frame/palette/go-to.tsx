// What the palette offers in a workspace: what was found for what is typed, pages, where one has been, and
// acts. It never searches for less than two letters.
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { amountText } from "../../../parts/format-amount.ts";
import { Palette, type PaletteGroup, type PaletteItem } from "../../../parts/palette.tsx";
import { dayFormat, useZone } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { partyAddress, productAddress, saleAddress } from "../../addresses.ts";
import { type Found, searchQuery } from "../../data/search.ts";
import { useRecentPlaces } from "../recent-places.ts";
import { usePlaces } from "../use-places.ts";
import { useWorkspace } from "../use-workspace.ts";
import { usePaletteActs } from "./palette-acts.ts";
import { usePalettePlaces } from "./palette-places.ts";

interface Props {
  /** Typed already, while this was fetched. */
  begun: string;
  onClose: () => void;
}

export function GoTo({ begun, onClose }: Props) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [typed, setTyped] = useState(begun);
  const [sought] = useDebouncedValue(typed.trim(), 120);
  const isLong = sought.length >= 2;
  const search = useQuery(searchQuery(ws, sought));
  const found = useFound(isLong && typed.trim().length >= 2 ? search.data : undefined);
  const recent = { name: say("palette.recent"), items: useRecent() };
  const groups: PaletteGroup[] = [
    ...(typed.trim() === "" ? [recent] : found),
    { name: say("palette.pages"), items: usePalettePlaces() },
    { name: say("palette.acts"), items: usePaletteActs() },
  ];
  return (
    <Palette
      isOpen
      typed={typed}
      groups={groups}
      isSearching={typed.trim().length >= 2 && (search.isFetching || typed.trim() !== sought)}
      onType={setTyped}
      onClose={onClose}
    />
  );
}

/** Where one has been, without where one is and without what the menu shows anyway. */
function useRecent(): PaletteItem[] {
  const { ws } = useWorkspace();
  const here = useLocation().pathname;
  const navigate = useNavigate();
  const menu = new Set(usePlaces().map((place) => place.to));
  return useRecentPlaces(ws)
    .filter((place) => place.to !== here && !menu.has(place.to))
    .map((place) => ({
      key: place.to,
      name: place.name,
      icon: "clock" as const,
      onPick: () => void navigate({ to: place.to }),
    }));
}

function useFound(found: Found | undefined): PaletteGroup[] {
  const { say, language } = useWords();
  const { ws, may } = useWorkspace();
  const zone = useZone();
  const navigate = useNavigate();
  if (!found) return [];
  const item = (key: string, name: string, note: string, icon: PaletteItem["icon"] & string, to: string) => ({
    key,
    name,
    note,
    icon,
    isFound: true,
    onPick: () => void navigate({ to }),
  });
  const sales = found.sales.map((sale) => {
    const amount = amountText(sale.paid, sale.currency, language);
    const note = `${amount} · ${dayFormat(language, zone).format(new Date(sale.at))}`;
    const name = `${sale.product.name} · ${sale.buyer ?? sale.externalId}`;
    return item(sale.id, name, note, "sales", saleAddress(ws, sale.id));
  });
  const products = found.products.map((one) =>
    item(one.id, one.name, "", "products", productAddress(ws, one.id)),
  );
  // A party's page is made of balances: who may not read those is not led there.
  const parties = (may("ledger") ? found.parties : []).map((one) =>
    item(one.id, one.name, say(`partyKind.${one.kind}`), "parties", partyAddress(ws, one.id)),
  );
  return [
    { name: say("nav.sales"), items: sales },
    { name: say("word.products"), items: products },
    { name: say("nav.parties"), items: parties },
  ];
}
