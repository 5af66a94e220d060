"""Results to text: one module a format, each a function of the results alone. What pages share stands here."""

from typing import Final

from benefit_flows.text import Language

STYLE: Final = """\
:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8886}
tr.no td:first-child::before{content:"✗ "}tr.yes td:first-child::before{content:"✓ "}
tr.no{background:#d33c3c22}
td:first-child{white-space:nowrap}
ul{list-style:none;padding:0}
li{margin:.6rem 0;padding-left:.6rem;border-left:.3rem solid}
li.yes{border-color:#2a8a3e}li.no{border-color:#d33c3c}li.none{border-color:#8886}
small{display:block;overflow-wrap:anywhere}"""


def page_head(title: str, language: Language) -> str:
    """Begin a page that needs nothing but itself."""
    from html import escape  # every run imports this package, few write a page

    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>{escape(title)}</h1>"
    )
