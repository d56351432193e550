"""An amendment made out of two versions of a text: what became of each provision, said shortly (改正の作成)."""

from renkei.amendment.deriving.correspondence import Correspondence, correspond
from renkei.amendment.deriving.derive import derive

__all__ = ["Correspondence", "correspond", "derive"]
