-- Where a server sends no mail, whoever invites hands the link over themselves. Such a link stands beside the mail's, so that
-- a mail written to the folder a moment later does not end it; and it proves no address.

ALTER TABLE partage.invite_hash ADD COLUMN by_hand boolean NOT NULL DEFAULT false;
DROP INDEX partage.invite_hash_of;
CREATE UNIQUE INDEX invite_hash_of ON partage.invite_hash (ws, id, by_hand);

ALTER TABLE partage.invitation_token ADD COLUMN by_hand boolean NOT NULL DEFAULT false;
DROP INDEX partage.invitation_token_of_proposal;
CREATE UNIQUE INDEX invitation_token_of_proposal ON partage.invitation_token (ws, proposal, by_hand);

ALTER TABLE partage.affiliate_invitation ADD COLUMN hand_hash bytea CHECK (length(hand_hash) = 32);
