"""Every colour of the pictures and tables; no other module and no notebook types one."""

GROUPS = ("#9c4608", "#0b4f6c", "#6a2c9e", "#48240c")
"""Of the groups, in their order: burnt orange, deep teal, violet, dark brown.

They differ also for the colour-blind, and from text; in a grey print, place and shape tell them
apart.
"""

INK, GREY, PAPER = "#1f1f1f", "#5b5b5b", "#f4f1ea"
"""Of text, of quieter text, and of the ground: a light one of its own, which glares in no theme."""

RULE, TRACK = "#807970", "#e6e0d5"
"""Of thin lines and grey bars, and of the ground behind a row's tiles, bars and dots."""

HAIRLINE = "rgba(128,128,128,.35)"
"""Of the lines between rows of a page, which may be light or dark."""
