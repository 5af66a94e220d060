"""Results, and what is wrong, as JSON documents."""

from benefit_flows.report.json.findings import render_diagnostics
from benefit_flows.report.json.results import SCHEMA, render_json

__all__ = ["SCHEMA", "render_diagnostics", "render_json"]
