"""The parts that `bootstrap` joins into one Application, each built from the settings and what stands already.

`unit` who works here and by which rules; `line` the province; `hall` the colleagues; `devices` scanners, cameras,
printers, card readers; `desk` the verbs of the window; `behind` what runs without being asked.

Rooms are imported where they are built, so that a command pays only for what it uses and the window is up early.
"""
