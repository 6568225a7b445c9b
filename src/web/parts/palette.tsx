// Go anywhere and do anything from the keyboard: a field, and what fits it, in groups.
// It never searches by itself: the frame hands it what there is and what was found.
//   <Palette isOpen groups={[{ name: "Go to", items: [{ key: "sales", name: "Sales", onPick }] }]} … />
import { Modal } from "@mantine/core";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useWords } from "../words/words.tsx";
import { Icon, type IconName } from "./icons.tsx";
import css from "./palette.module.css";
import { useFocusBack } from "./use-focus-back.ts";

export interface PaletteItem {
  key: string;
  name: string;
  note?: string;
  icon?: IconName;
  /** Other words that people call it by; never shown. */
  also?: string;
  /** Only where something was typed: what is shown before is what one wants most. */
  isSought?: boolean;
  /** Shown whatever was typed: the server already matched it. */
  isFound?: boolean;
  onPick: () => void;
}

export interface PaletteGroup {
  name: string;
  items: readonly PaletteItem[];
}

interface Props {
  isOpen: boolean;
  typed: string;
  groups: readonly PaletteGroup[];
  isSearching?: boolean;
  onType: (typed: string) => void;
  onClose: () => void;
}

/** Letters without accents or case, so that "acoes" finds "Ações". */
export function plainLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function Palette(props: Props) {
  useFocusBack(props.isOpen);
  return <PaletteWindow {...props} />;
}

function PaletteWindow({ isOpen, typed, groups, isSearching = false, onType, onClose }: Props) {
  const { say } = useWords();
  const id = useId();
  const [at, setAt] = useState(0);
  const shown = useMemo(() => narrow(groups, typed), [groups, typed]);
  const items = shown.flatMap((group) => group.items);
  const current = items[Math.min(at, items.length - 1)];

  const pick = (item: PaletteItem | undefined) => {
    if (item) onClose();
    item?.onPick();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event.key, Math.min(at, items.length - 1), items.length);
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(current);
    }
  };

  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      lockScroll={false}
      returnFocus={false}
      size={560}
      yOffset="14vh"
    >
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={say("palette.name")}>
        <div className={css.field}>
          <Icon name="search" />
          <input
            className={css.input}
            role="combobox"
            aria-expanded={items.length > 0}
            aria-autocomplete="list"
            aria-controls={id}
            aria-activedescendant={current ? `${id}${current.key}` : undefined}
            aria-label={say("palette.name")}
            placeholder={say("palette.placeholder")}
            value={typed}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              onType(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <kbd className={css.key}>Esc</kbd>
        </div>
        <Options
          id={id}
          groups={shown}
          current={current}
          onPoint={(item) => setAt(items.indexOf(item))}
          onPick={pick}
        />
        <Count count={items.length} typed={typed} />
        {items.length === 0 ? <Nothing typed={typed} isSearching={isSearching} /> : null}
      </Modal.Content>
    </Modal.Root>
  );
}

/** Where a key leads among so many; undefined where it leads nowhere. */
function stepOf(key: string, here: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const places: Record<string, number> = {
    ArrowDown: (here + 1) % length,
    ArrowUp: (here - 1 + length) % length,
    PageDown: Math.min(length - 1, here + 8),
    PageUp: Math.max(0, here - 8),
  };
  return places[key];
}

function Count({ count, typed }: { count: number; typed: string }) {
  const { say } = useWords();
  return (
    <p className="only-read" role="status">
      {count > 0 && typed !== "" ? say("palette.count", { count }) : ""}
    </p>
  );
}

function Nothing({ typed, isSearching }: { typed: string; isSearching: boolean }) {
  const { say } = useWords();
  return (
    <p className={css.nothing}>
      {isSearching ? say("palette.searching") : say("palette.nothing", { typed })}
    </p>
  );
}

interface OptionsProps {
  id: string;
  groups: readonly PaletteGroup[];
  current: PaletteItem | undefined;
  onPoint: (item: PaletteItem) => void;
  onPick: (item: PaletteItem) => void;
}

function Options({ id, groups, current, onPoint, onPick }: OptionsProps) {
  const { say } = useWords();
  return (
    <div className={css.list} id={id} role="listbox" aria-label={say("palette.name")}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a listbox has no element of its own
        <div key={group.name} role="group" aria-label={group.name}>
          <div className={css.group} aria-hidden="true">
            {group.name}
          </div>
          {group.items.map((item) => (
            <Option
              key={item.key}
              id={`${id}${item.key}`}
              item={item}
              isCurrent={item === current}
              onPoint={() => onPoint(item)}
              onPick={() => onPick(item)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  item: PaletteItem;
  isCurrent: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function Option({ id, item, isCurrent, onPoint, onPick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
    <div
      id={id}
      className={css.option}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      ref={(element) => {
        if (isCurrent) element?.scrollIntoView({ block: "nearest" });
      }}
      onPointerMove={onPoint}
      onClick={onPick}
    >
      {item.icon ? <Icon name={item.icon} /> : null}
      <span className={css.name}>{item.name}</span>
      {item.note ? <span className={css.note}>{item.note}</span> : null}
    </div>
  );
}

function narrow(groups: readonly PaletteGroup[], typed: string): PaletteGroup[] {
  const words = plainLetters(typed).split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => plainLetters(text).includes(word));
  const named = (item: PaletteItem) => item.isFound || has(`${item.name} ${item.note ?? ""}`);
  const also = (item: PaletteItem) =>
    !named(item) && has(`${item.name} ${item.note ?? ""} ${item.also ?? ""}`);
  const all = (items: readonly PaletteItem[]) =>
    words.length === 0
      ? items.filter((item) => !item.isSought)
      : // What is called so comes before what is also called so.
        [...items.filter(named), ...items.filter(also)];
  return groups
    .map((group) => ({ ...group, items: all(group.items) }))
    .filter((group) => group.items.length > 0);
}
