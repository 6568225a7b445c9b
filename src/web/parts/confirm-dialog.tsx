// The dialog behind confirm.tsx, fetched when the first one is opened: most people open none. It never says
// "OK", and never stands beside a primary act.
//   <ConfirmDialog isOpen title="Refund 40.00 USD?" act="Refund 40.00 USD" final="…" … />
import { Button, Modal, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./confirm.module.css";
import { useOver } from "./over-window.ts";
import { Problem } from "./problem.tsx";
import { useFocusBack } from "./use-focus-back.ts";

const CLASSES = {
  content: css.content ?? "",
  header: css.header ?? "",
  title: css.title ?? "",
  body: css.body ?? "",
};

export interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** The act with its object, as the button says it. */
  act: string;
  /** What cannot be undone, and what follows. */
  final: ReactNode;
  children: ReactNode;
  isWorking?: boolean;
  isReady?: boolean;
  /** The object's own name, to be typed before the gravest acts: what cannot be undone and touches many. */
  repeat?: string;
  error?: unknown;
  size?: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog(props: ConfirmProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState("");
  const { repeat } = props;
  useFocusBack(props.isOpen);
  useOver(props.isOpen);
  if (!props.isOpen && typed !== "") setTyped("");
  const isRepeated = repeat === undefined || typed.trim() === repeat.trim();
  return (
    <Modal.Root
      opened={props.isOpen}
      onClose={props.onClose}
      size={props.size ?? "lg"}
      lockScroll={false}
      returnFocus={false}
      centered
      classNames={CLASSES}
    >
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content>
        {/* Not a banner of the page, although Mantine writes it as a header. */}
        <Modal.Header role="presentation">
          <Modal.Title>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label={say("action.close")} />
        </Modal.Header>
        <Modal.Body>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isRepeated) props.onConfirm();
            }}
          >
            {props.children}
            <p className={css.final}>{props.final}</p>
            {repeat === undefined ? null : (
              <TextInput
                label={say("confirm.repeat", { name: repeat })}
                value={typed}
                autoComplete="off"
                mb="md"
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            )}
            {props.error ? <Problem error={props.error} /> : null}
            <div className={css.foot}>
              <Button
                type="submit"
                color="brick"
                loading={props.isWorking ?? false}
                disabled={props.isReady === false || !isRepeated}
                fullWidth
              >
                {props.act}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                className={css.leave ?? ""}
                onClick={props.onClose}
                fullWidth
              >
                {say("action.cancel")}
              </Button>
            </div>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
