"""reportlab: the legal forms and the queue ticket as PDF. Draws values; decides nothing."""
