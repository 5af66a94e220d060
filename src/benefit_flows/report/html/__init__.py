"""Results as a page: one file that needs nothing else, for people who look at what happened and why."""

from benefit_flows.report.html.page import render_html

__all__ = ["render_html"]
