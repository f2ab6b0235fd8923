"""The command line: `grammar` (what may be typed), `verbs` (what it does), `speech` (how it is said); no law in it."""
