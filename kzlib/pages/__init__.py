"""The report: its sections, each a file that gives what a page or a notebook shows, and the page."""
