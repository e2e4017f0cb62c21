"""Days of payment and the periods that files state."""
