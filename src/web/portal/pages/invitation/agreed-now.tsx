// Right after an acceptance: what was agreed, with its hash and its files in both languages, and the way into
// the portal. It never stands alone: the same agreement is in the portal for ever.
//   <AgreedNow accepted={{ contract: "contract_…", version: 1, party: "party_…" }} opened={…} />
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { AgreementView } from "../../../contracts/agreement-view.tsx";
import { Door } from "../../../parts/door.tsx";
import { ZoneProvider } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress } from "../../addresses.ts";
import type { Accepted, Opened } from "../../data/invitation.ts";
import css from "./invitation.module.css";

export function AgreedNow({ accepted, opened }: { accepted: Accepted; opened: Opened }) {
  const { say } = useWords();
  const { contract, version, party } = accepted;
  const { proposal, workspace } = opened;
  return (
    <ZoneProvider value={workspace.timeZone}>
      <Door
        title={say("invitation.agreed", { product: proposal.product.name })}
        lead={say("invitation.agreedLead", { workspace: workspace.name })}
        isWide
      >
        <Button component={Link} to={contractAddress(party, contract)} mt="xl" mb="xl">
          {say("invitation.toPortal")}
        </Button>
        <div className={css.agreed}>
          <AgreementView who={{ side: "party", id: party }} contract={contract} version={version} />
        </div>
      </Door>
    </ZoneProvider>
  );
}
