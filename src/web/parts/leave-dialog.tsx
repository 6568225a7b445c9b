// Asked before what was typed is lost: stay, which is the safe answer, or leave. It never leaves by itself.
//   <LeaveDialog onStay={…} onLeave={…} />
import { Button, Modal } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import css from "./form.module.css";
import { useFocusBack } from "./use-focus-back.ts";

export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { say } = useWords();
  useFocusBack(true);
  return (
    <Modal.Root opened onClose={onStay} lockScroll={false} size="sm" centered>
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content className={css.asking ?? ""}>
        <Modal.Title className={css.askingTitle ?? ""}>{say("form.leaveTitle")}</Modal.Title>
        <p className={css.askingSays}>{say("form.leaveSays")}</p>
        <div className={css.foot}>
          <Button data-autofocus onClick={onStay}>
            {say("form.stay")}
          </Button>
          <Button variant="subtle" color="brick" className={css.leave ?? ""} onClick={onLeave}>
            {say("form.leave")}
          </Button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
