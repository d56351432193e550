"""An amendment made out of two versions of a text: what became of each provision, said shortly (改正の作成)."""

from renkei.amendment.deriving.correspondence import Correspondence, correspond
from renkei.amendment.deriving.derive import derive
from renkei.amendment.deriving.share import Share, share_of_rewrites

__all__ = ["Correspondence", "Share", "correspond", "derive", "share_of_rewrites"]
