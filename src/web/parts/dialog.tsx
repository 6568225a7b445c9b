// A small window over the page for one form: its title, a way out, and what it holds. It never asks before it
// closes: what is long to type belongs on a page of its own. Most pages are read without opening one.
//   <Dialog title="Ask about this sale" onClose={close}><Form …>…</Form></Dialog>
import { later } from "./later.tsx";

export const Dialog = later(() => import("./dialog-window.tsx"), "DialogWindow");
