// The window behind dialog.tsx, fetched when the first one is opened. Named by its title for those who hear
// it; Esc closes it. It never holds the page's style: the set does.
//   <DialogWindow title="Ask about this sale" onClose={close}><Form …>…</Form></DialogWindow>
import { Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./confirm.module.css";
import { Over } from "./over-window.ts";
import { useFocusBack } from "./use-focus-back.ts";

const CLASSES = {
  content: css.content ?? "",
  header: css.header ?? "",
  title: css.title ?? "",
  body: css.body ?? "",
};

interface Props {
  title: string;
  size?: string;
  onClose: () => void;
  children: ReactNode;
}

export function DialogWindow({ title, size = "lg", onClose, children }: Props) {
  const { say } = useWords();
  const [isCovered, setCovered] = useState(false);
  useFocusBack(true);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      closeOnEscape={!isCovered}
      size={size}
      lockScroll={false}
      centered
      classNames={CLASSES}
    >
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content>
        {/* Not a banner of the page, although Mantine writes it as a header. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={say("action.close")} />
        </Modal.Header>
        <Modal.Body>
          <Over value={setCovered}>{children}</Over>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
