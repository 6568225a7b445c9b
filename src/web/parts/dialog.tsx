// A small window over the page for one form: its title, a way out, and what it holds. Named by its title for
// those who hear it; Esc closes it. It never asks before it closes: what is long to type belongs on a page of
// its own.
//   <Dialog title="Ask about this sale" onClose={close}><Form …>…</Form></Dialog>
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";

interface Props {
  title: string;
  size?: string;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, size = "lg", onClose, children }: Props) {
  const { say } = useWords();
  return (
    <Modal.Root opened onClose={onClose} size={size} lockScroll={false} centered>
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content>
        {/* Not a banner of the page, although Mantine writes it as a header. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={say("action.close")} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
