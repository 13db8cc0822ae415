"""What each button of the ribbon does: reads, decides, shows, does, and says what happened."""
