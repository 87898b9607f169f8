"""What titles, notes and promotion look like: the patterns behind the rules of `parts`."""

from __future__ import annotations

import re

from kzlib.text import characters as char
from kzlib.text.files import read_data

PLAIN = str.maketrans(
    {char.SINGLE_OPEN: "'", char.SINGLE_CLOSE: "'", char.DOUBLE_OPEN: '"', char.DOUBLE_CLOSE: '"'}
)
WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*")
STOPPED = re.compile(
    rf"(?<!\.[A-Z])[.{char.ELLIPSIS}:;,][\"')\]]*$"
)  # "... Looks to the U.S." has no stop
ASKED = re.compile(r"[?!][\"')\]]*$")
QUOTED = re.compile(r"(?:[\"']|[a-z]\))$")
NEWS = re.compile(  # what a line of running text may hold or end in, and a heading seldom does
    r", \d{1,3}, |(?:%|\d ?(?:[kKM][mgW]|bn|[bm]illion|per ?cent|tonn?e?s?|tenge|dollars|euros)"
    r"|[$\N{EURO SIGN}\N{POUND SIGN}][\d.,]+|\S+\.[a-z]{2,}/\S*|(?:https?:|www\.)\S+"
    rf"|[{char.SIGNS}]{char.AS_PICTURE}?)$"
)
BULLET = re.compile(rf"[-*{char.DASHES}{char.BULLET}{char.MORE_BULLETS}] ")
NUMBERED = re.compile(r"[(\[]?(\d{1,2})[.)\]] ")
TURN = re.compile(r"([A-Z][\w.' -]{0,40}):(?: |$)")

# --- bio: who wrote it ---------------------------------------------------------------------------
CAPITAL = r"[A-Z][\w.'-]*+"
PARTICLE = "(?:al|bin|da|de|der|el|la|van|von)"
NAME = rf"{CAPITAL}(?: (?:{CAPITAL}|{PARTICLE})){{1,5}}"
BODIES = re.compile(  # names of these are no persons
    r"The |.*\b(?:Air\w*|Asia|Agency|Bank|Center|Centre|Council|Fund|Group|House|International"
    r"|Ministry|News|Office|Organi[sz]ation|Post|Press|Times|Union|University|Watch)\b"
)
ROLE = (
    "(?:academic|advis[eo]r|ambassador|analyst|author|blogger|columnist|commentator|consultant"
    "|contributor|correspondent|critic|diplomat|director|economist|editor|expert|fellow|historian"
    "|journalist|lecturer|member|novelist|photographer|producer|professor|reporter|researcher"
    "|scholar|scientist|specialist|student|writer)s?"
)
NOTE = (
    rf"(?:(?:is|are)(?: also| currently| now)? (?!home\b|not\b)(?:[\w',./&-]+ ){{0,8}}?{ROLE}\b"
    r"|(?:also |currently |regularly )?(?:(?:writes?|blogs?|reports?|works?) (?:as|at|for|on|about)"
    r"|teach(?:es)?|lectures?)\b|(?:is|are) based in\b"
    r"|(?:has|have) (?:also |previously )?(?:written|reported|covered|published|taught)\b)"
)
PERSON = re.compile(rf"(?P<name>{NAME})(?:,[^,.]{{1,40}},)?(?: and {NAME})? {NOTE}")
AUTHOR = re.compile(rf"The (?:author|writer|columnist|contributor)s?(?:,[^,.]{{1,60}},)? {NOTE}")
SAME_PERSON = re.compile(  # how a note goes on
    rf"(?:He|She|They|{NAME}|[A-Z][\w'-]+) (?:{NOTE}|(?:was|were|holds?|lives?|serve[sd]?|worked"
    r"|can be|tweets)\b)"
    r"|(?:His|Her|Their) (?:\w+ ){0,3}(?:book|work|writing|research|articles?|columns?)\b"
    r"|(?:Previously|Formerly|Before|Prior to)\b|(?:Follow|Contact|Email) (?:him|her|them)\b"
)
ABOUT = re.compile(r"about the (?:author|writer|contributor)s?\b", re.IGNORECASE)
SMALL = (
    rf"(?:{PARTICLE}|additional|and|at|by|correspondent|editing|editor|for|from|in|of|reporter"
    r"|reporting|special|staff|the|to|with|writer|writing)\b"
)
BYLINE = re.compile(
    rf"(?:(?:Story |Written )?[Bb]y|BY) {CAPITAL}(?: {PARTICLE}){{0,3}} {CAPITAL}"
    rf"(?: {CAPITAL}$|(?:,? (?:{CAPITAL}|{SMALL})){{0,12}}(?<!\.)$|$)"
)
CREDITS = re.compile(
    r"\(?(?:With |(?:With a|A)dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and \w+)? by"
    rf"(?:[,;]? (?:{CAPITAL}|(?:Writing|Editing|{SMALL}))){{1,40}}[.)]*$"
    r"|[A-Z][\w.'-]*+,? (?:[\w.'-]++,? ){0,25}?contributed"
    r" (?:(?:additional )?reporting\b|to this (?:analysis|article|dispatch|report|story)\b)"
)
DISCLAIMER = re.compile(
    r"the (?:views|opinions)(?: and \w+)? (?:expressed|presented|are)\b.*\b(?:author|writer|own)",
    re.IGNORECASE,
)

# --- promo: what asks the reader for something, or belongs to the page ---------------------------
MEDIA = (
    r"\b(?:newsletters?|channel|twitter|facebook|instagram|telegram|youtube|tiktok|linkedin"
    r"|whatsapp|inbox|e-?mail|podcasts?|web ?site|app|alerts?|social media|updates|bulletin)\b"
)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
TIME = (
    rf"(?:(?:{MONTH} \d\d?|\d\d? {MONTH})(?:,? \d{{4}})?|\d+[./-]\d+[./-]\d+"
    r"|\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)"
)
THIS = r"(?:this|the) (?:article|story|piece|essay|interview|commentary|conversation)"
PROMO = {
    "sign-up line": rf"(?:please )?(?:sign up|subscribe|register)\b(?:.*(?:{MEDIA}|\bhere\b)"
    r"| (?:for|to) our\b)"
    r"|(?:please )?get\b.*\b(?:sent|delivered|straight|directly)\b.*\b(?:you|your)\b"
    rf"|(?:download|install|get) (?:the|our)\b.*{MEDIA}"
    r"|to (?:receive|get) (?:our|the latest)\b.*\b(?:enter|send|register|click|sign up)\b",
    "follow us": r"(?:please )?(?:follow|join|like|find|connect with) (?:@\w|(?:us|our)\b(?!,)"
    rf"(?:.*(?:{MEDIA}|@\w)|\W*$))|follow (?!him\b|her\b|them\b)[^.,]{{1,40}} on {MEDIA}"
    r"|stay (?:tuned|informed|up to date)\b.*\b(?:us|our|with)\b",
    "pointer": r"for (?:(?:more|further)\b[^.?!]{0,60}?,?|(?:the|a) [^.?!,]{0,60},) (?:please )?"
    r"(?:watch|listen|visit|read|see|view|click|follow|go|check)\b"
    rf".*(?:{MEDIA}|\b(?:interview|video|page|here)\b|www\.|@)"
    r"|please (?:watch|listen|visit|read|view|click|follow|check|contact)\b"
    rf".*(?:{MEDIA}|\b(?:interview|video|page|here|below|our|us|link)\b|www\.|@)"
    rf"|more (?:interviews|stories|articles|episodes|videos)\b.*(?:\bour\b.*{MEDIA}|{MEDIA}$)"
    r"|(?:watch|listen to|check out|visit|tune in to) (?:our|us|the (?:full|whole|complete))\b"
    r"|(?:the |our )?(?:full|whole|complete|extended) (?:interview|conversation|episode|podcast"
    r"|video)\b.*\b(?:available|can be|here|out now)\b",
    "read more": r"(?:(?:also )?read|see|watch)(?: more| also| next)* ?(?::|\||>|here\b|$)"
    r"|(?:read|see) (?:more|also)\b(?!.* (?:than|into)\b)|related(?: \w+)?:|(?:click|tap) here\b",
    "copyright": r"\N{COPYRIGHT SIGN}|\(c\) \d{4}"
    r"|copyright (?:\N{COPYRIGHT SIGN}|\(c\)|\d{4}|by (?-i:[A-Z]))"
    r"|.*\ball rights reserved\W*$",
    "reprint note": rf"{THIS}(?: was| is| has been)?(?: first| originally)+ (?:published|appeared"
    rf"|posted|ran)\b|a version of {THIS} (?:appear|ran\b|was )",
    "credit line": r"(?:photo|image|picture|video)s?(?: (?:credit|courtesy|source))?s?:"
    r"|photo by |file (?:photo|picture|image)\b|(?-i:(?:.* )?Credit: ?[A-Z])"
    r"|(?:[\w.' -]{1,40}[/|] ?|via )?(?:getty images|shutterstock|ap photo)(?:/[\w.' -]{1,40})?$",
    "page furniture": r"(?:advertisement|sponsored)$|(?:story|article) continues (?:below|after)\b"
    rf"|(?:share|print|save)(?: (?:this|the) (?:article|story|page))?(?: (?:on|via)\b.*{MEDIA})?$"
    r"|(?:\d+ )?comments?(?: ?\(\d+\))?$|leave a (?:comment|reply)$|\d\d?[ -]min(?:ute)?s? read$"
    r"|(?:tags?|topics|keywords|categor(?:y|ies)|filed under): "
    rf"|(?:(?:first |last )?(?:published|updated|posted):?(?: on| at)? )?{TIME}"
    rf"(?:(?:,| \||,? at)? {TIME})?$"
    r"|(?:we|this (?:web ?)?site) uses? cookies\b|donate (?:now|today|here)\b"
    r"|support (?:our|independent) (?:work|journalism|reporting|newsroom)\b"
    rf"|{THIS} (?:has been|was) (?:lightly )?(?:edited|condensed)(?: and \w+)? for (?:length|cl)",
}
PROMO_RULES = {rule: re.compile(pattern, re.IGNORECASE) for rule, pattern in PROMO.items()}
TOLD = re.compile(
    r",[\"']? (?:[\w.'-]++ ){0,4}?"
    rf"(?:{'|'.join(read_data('speech_words')['told']['words'])})\b"
)

TAKEAWAYS = re.compile(
    r"(?:(?:key|main|the) )*(?:take-?aways|key points|main points|highlights)"
    r"(?: of [\w ]+)?:?$|(?:tl;?dr|in brief|at a glance|summary):?$",
    re.IGNORECASE,
)
