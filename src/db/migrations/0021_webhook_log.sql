-- The log of what was sent is kept for a month; an endpoint that is removed takes its log along.
GRANT DELETE ON partage.webhook_message TO partage_app;
