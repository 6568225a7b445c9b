-- Who forgets a buyer forgets the digest of the address in leads as well; nothing else of a lead changes.
GRANT UPDATE (email_key) ON partage.lead TO partage_app;
