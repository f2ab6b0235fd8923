"""eSCL (AirScan, Mopria): network scanners of any maker, over HTTP. Runs only inside a device worker."""
