from clues.models.clue import Clue
from clues.models.outcome import Recovery, Sanction

__all__ = ["Clue", "Recovery", "Sanction"]
