"""The report: its sections, a file each, which a page or a notebook shows; and the page."""
