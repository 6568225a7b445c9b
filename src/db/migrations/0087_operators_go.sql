-- Somebody may stop running the installation: `partage operator --remove`. Nothing else of it changes.
GRANT DELETE ON partage.operator TO partage_app;
