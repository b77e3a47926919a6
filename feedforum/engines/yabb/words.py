"""The few words that pages are read by, English and German; all else is known by links, names and shapes."""

import re

from feedforum.engines.kit.refusals import RefusalWords
from feedforum.translations import detail_text

GUEST = re.compile(r"\s\((?:Guest|Gast)\)$")
NOBODY = "N/A"
WHEN = re.compile(r"^\W*(?:[^\W\d]+ ?#\d+\W*(?:[^\W\d]+:)?|[^\W\d]+:)?\s*(?P<date>.*?)[\s»]*$")
FILE_SIZE = re.compile(r"\(\s*([\d.,]+ ?[KMG]?B)\b")

REFUSALS = RefusalWords(
    not_found=r"\bdoes(?: not|n't) (?:seem to )?exist\b|\bunable to open\b|\bno such (?:topic|board)\b"
    r"|\bexistiert (?:wohl |anscheinend )?nicht\b|nicht (?:\(?mehr\)? )?(?:zu existieren|existier)"
    r"|\bkonnte nicht ge[oö]ffnet werden\b|\bkann\b.{0,80}\bnicht [oö]ffnen\b",
    denied=r"\bnot allowed to access\b|\bonly registered members\b|\bmembers only\b"
    r"|\bnur (?:f[uü]r )?registrierte"
    r"|\bkeine(?:n|rlei)? (?:zugriff|zugang|berechtigung)|\bnicht (?:berechtigt|erlaubt)\b|\bkein zutritt\b",
    banned=r"\bbanned\b|\bgesperrt\b|\bverbannt\b",
)
MAINTENANCE = re.compile(r"\bmaintenance\b|\bwartung", re.IGNORECASE)
PASSWORD = re.compile(r"\b(?:enter|eingeben)\b.{0,20}\bpassw|\bpassw\w*\b.{0,20}\b(?:for|f[uü]r|ein)\b", re.I)
WRONG_PASSWORD = re.compile(
    r"\bpassw\w*\b.{0,40}\b(?:not correct|incorrect|wrong|falsch|nicht korrekt)", re.I
)

FOR_MEMBERS = detail_text("password_of_members")
FOOTER = re.compile(r"\b(?:Powered by|Powered von) YaBB\b(?: (\d+ Gold(?: - SP [\d.]+)?|\d+(?:\.\d+)*))?")
ASSETS = re.compile(r"/yabbfiles/|/YaBB(?:Images|Help)/|\bYaBB(?:Time)?\b[.=]?(?:js| = new)|\bWriteClock\(")
MARKS = frozenset(("yabbclock", "yabb_main", "yabb_searchbox", "yabb_forumjump"))
BBCODE = (
    "b i u s sup sub left center right hr size font color highlight pre me move quote code edit url link "
    "email img media flash list table tr td tt glow shadow fixed timestamp br search"
)
