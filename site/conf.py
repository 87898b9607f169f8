"""The website: the series as it was run, the two articles to read, and what the library says."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import gather

import kzlib

project = "kzlib"
author = "The kzlib developers"
version = release = kzlib.__version__
html_title = "kzlib"
root_doc = "index"
exclude_patterns = ["README.md", "sources.md"]  # included in others

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary"]
nb_execution_mode = "off"  # what is shown is what was committed
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # there are no widgets, and nothing is fetched
nb_code_prompt_show = nb_code_prompt_hide = "code"
myst_enable_extensions = ["colon_fence", "deflist"]  # no formulas: a dollar is a dollar
myst_heading_anchors = 3

default_role = "code"  # the docstrings write `name` for it
autodoc_typehints = "none"
autodoc_class_signature = "separated"  # articles and lists are read, not constructed
autodoc_preserve_defaults = True
add_module_names = False
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_static_path = ["static"]
html_favicon = "static/icon.svg"
html_css_files = ["reading.css", "site.css"]
html_copy_source = False
html_use_index = html_domain_indices = False  # the pages of the library list every name
html_show_search_summary = False  # it would fetch each page that it lists
html_show_sphinx = html_show_copyright = False
html_theme_options = {"top_of_page_buttons": []}


def setup(app: object) -> None:
    """Gathers the pages before they are read, and has docstrings read as they are written."""
    gather.connect(app)
