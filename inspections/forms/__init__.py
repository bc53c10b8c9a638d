"""The shape of what is typed; truth is judged by the services."""

from inspections.forms.inspector import InspectorForm
from inspections.forms.round import RoundForm

__all__ = ["InspectorForm", "RoundForm"]
