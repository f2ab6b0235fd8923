"""The courier in "Máy này": what waits goes out on a stick, and the province's answer comes in from one."""
