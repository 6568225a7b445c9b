// The link of an invitation: its secret stands behind # in the address, is taken out of it at once and kept
// for this tab alone, so that signing in can come back to it. It is sent in bodies only, never in an address.
//   invitationToken.take() → "k3V…"; openInvitation(token) → who invites whom to what
import type { z } from "zod";
import type * as wire from "../../../wire/proposal.ts";
import { ask } from "../../data/ask.ts";

export type Opened = z.input<typeof wire.invitationOpened>;
export type Accepted = z.input<typeof wire.invitationAccepted>;
type Accept = z.input<typeof wire.invitationAccept>;

const KEY = "partage-invitation";
let held: string | null = null;

export const invitationToken = {
  /** What stands behind # in the address, or what was there before. */
  take(inAddress: string): string | null {
    if (inAddress !== "") {
      held = inAddress;
      keep(inAddress);
    }
    return held ?? kept();
  },
  forget(): void {
    held = null;
    keep(null);
  },
};

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    // Then it is held until the page is left.
  }
}

export const openInvitation = (token: string) =>
  ask<Opened>("POST", "/v1/invitations/open", { body: { token } });

export const acceptInvitation = (body: Accept) => ask<Accepted>("POST", "/v1/invitations/accept", { body });

export const declineInvitation = (token: string, answer: string) =>
  ask<void>("POST", "/v1/invitations/decline", { body: { token, answer } });
