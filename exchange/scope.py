"""Which rows of this app each scope letter opens: one's own imports and exports."""

from config.lib.scoping import Scope, created_by_me, declare
from exchange.models import ExportArtifact, ImportBatch, OpenQuestion

declare(ImportBatch, Scope({"S": created_by_me("created_by__person")}))
declare(ExportArtifact, Scope({"S": created_by_me("created_by__person")}))
declare(OpenQuestion, Scope())
