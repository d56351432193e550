"""法令標準XML (stdLaw.xsd 3.0), the format in which e-Gov publishes statutes: read and written."""

from __future__ import annotations

from renkei.instrument.formats.lawxml_losses import LOSSES, Fate, Loss
from renkei.instrument.formats.lawxml_read import read_lawxml
from renkei.instrument.formats.lawxml_write import write_lawxml

__all__ = ["LOSSES", "Fate", "Loss", "read_lawxml", "write_lawxml"]
