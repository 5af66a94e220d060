"""Files to scenarios to results: what every shell calls."""

from benefit_flows.pipeline.advice import explained
from benefit_flows.pipeline.discovery import is_folder, is_there, project_root, wanted
from benefit_flows.pipeline.files import Loaded, decode, load, read_files, read_included
from benefit_flows.pipeline.reader import shown_path
from benefit_flows.pipeline.runs import run_all

__all__ = [
    "Loaded",
    "decode",
    "explained",
    "is_folder",
    "is_there",
    "load",
    "project_root",
    "read_files",
    "read_included",
    "run_all",
    "shown_path",
    "wanted",
]
