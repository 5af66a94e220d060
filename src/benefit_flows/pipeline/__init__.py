"""Files to scenarios to results: what every shell calls."""

from benefit_flows.pipeline.files import Loaded, load, project_root, shown_path
from benefit_flows.pipeline.runs import explained, run_all

__all__ = ["Loaded", "explained", "load", "project_root", "run_all", "shown_path"]
