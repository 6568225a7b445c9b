// Before something that cannot be taken back: what will happen, to whom, and what cannot be undone. The
// button names the act and its object. Nothing is drawn before the first time it is open.
//   <Confirm title="Refund 40.00 USD?" act="Refund 40.00 USD" final="…" onConfirm={…}><SideBySide …
//   /></Confirm>
import { useState } from "react";
import type { ConfirmProps } from "./confirm-dialog.tsx";
import { later } from "./later.tsx";

const ConfirmDialog = later(() => import("./confirm-dialog.tsx"), "ConfirmDialog");

export function Confirm(props: ConfirmProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen);
  if (props.isOpen && !wasOpen) setWasOpen(true);
  return wasOpen ? <ConfirmDialog {...props} /> : null;
}
