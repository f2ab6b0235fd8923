"""The line to the province: contract, gateway, transfer, synchroniser. The only room that knows HTTP requests."""
