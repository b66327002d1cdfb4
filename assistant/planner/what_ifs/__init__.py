"""What-ifs read: which formula or scenario, and which amount is which input."""
