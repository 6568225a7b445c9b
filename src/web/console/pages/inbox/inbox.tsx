// The inbox inside the console: mine, over all my businesses, in the frame of the one I am in.
//   /w/ws_…/inbox?unread=true
import { Inbox } from "../../../inbox/inbox.tsx";
import { inboxAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function InboxPage() {
  const { ws } = useWorkspace();
  return <Inbox home={inboxAddress(ws)} />;
}
