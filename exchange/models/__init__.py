from exchange.models.artifact import ExportArtifact
from exchange.models.batch import ImportBatch
from exchange.models.question import OpenQuestion

__all__ = ["ExportArtifact", "ImportBatch", "OpenQuestion"]
