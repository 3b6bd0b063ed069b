"""The visitor process: what one person sees, hears and touches. Not trusted, thrown away after each person."""
