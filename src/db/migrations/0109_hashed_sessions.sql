-- A session's token is kept as its SHA-256 from now on; who is signed in stays so.
UPDATE identity.session SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
