"""All rows of the clause table by chapter; here those of chapters 9, 11 and 12, and of the law."""

from __future__ import annotations

from tests.clauses.row import HAND, SCREENS, Row
from tests.clauses.rows_closed import CLOSED

CHAPTERS = {
    "5": "5 Generic requirements: closed functionality, controls",
    "6": "6 Two-way voice communication",
    "7": "7 Video",
    "8": "8 Hardware",
    "9": "9 Web: the pages of the office",
    "11": "11 Software",
    "12": "12 Documentation and support",
    "BITV": "BITV 2.0, BGG and ThürBarrWebG",
}

ROWS: tuple[Row, ...] = (
    *CLOSED,
    # ---- 9 -------------------------------------------------------------------------------------------------------
    Row(
        "9.1.3.1",
        "Info and relationships",
        "headings, lists and labels are in the code",
        "real Chromium on the pages of the office: headings in order, tables with heads",
    ),
    Row("9.1.4.3", "Contrast", "4.5:1", "text of the pages of the office as Chromium computes it"),
    Row(
        "9.1.4.10",
        "Reflow",
        "no scrolling in two directions at 320 pixels",
        "the pages of the office in a window 320 wide",
    ),
    Row("9.2.1.1", "Keyboard", "all by keys", "tab through the pages of the office reaches everything"),
    Row(
        "9.2.4.1",
        "Bypass blocks",
        "a way past what stands on each page",
        "the first link of the reception leads to its content",
    ),
    Row("9.2.4.2", "Page titled", "titles say what a page is", "title of each page of the office"),
    Row(
        "9.2.4.7", "Focus visible", "the focus is seen", "outline of whatever has the focus in the pages of the office"
    ),
    Row("9.3.1.1", "Language of page", "the language is in the code", "`lang` of each page of the office"),
    Row("9.3.3.2", "Labels or instructions", "fields have labels", "every field of the pages of the office"),
    Row(
        "9.4.1.2",
        "Name, role, value",
        "controls have names",
        "every control of the pages of the office, by Chromium's accessibility tree",
    ),
    Row("9.4.1.3", "Status messages", "news are announced", "calls for help are alerts in the reception page"),
    # ---- 11 ------------------------------------------------------------------------------------------------------
    Row(
        "11.1.3.1",
        "Info and relationships",
        "structure is told to assistive technology",
        "names of every control; the tree itself by the tests of the accessibility bus",
    ),
    Row(
        "11.1.4.1",
        "Use of colour",
        "colour is never alone",
        f"words and pictograms tell apart what is touched on {SCREENS}; states without colour (5.6.2)",
    ),
    Row("11.1.4.3", "Contrast", "4.5:1; we ask 7:1", f"pixels of {SCREENS} in every theme"),
    Row(
        "11.1.4.4",
        "Resize text",
        "to 200 %; we offer 175 % of 7.3 mm and more",
        f"nothing is cut off or covered on {SCREENS} at 100 and 175 %",
    ),
    Row("11.1.4.11", "Non-text contrast", "3:1", f"pixels: the edge of whatever is touched on {SCREENS}"),
    Row(
        "11.1.4.12",
        "Text spacing",
        "longer text is not cut off",
        "texts 40 % longer (pseudo-locale) fit every kind of page",
    ),
    Row(
        "11.2.1.4",
        "Character key shortcuts",
        "single keys do nothing while one writes",
        "digits belong to a field that has the focus",
    ),
    Row(
        "11.2.2.1",
        "Timing adjustable",
        "warned 20 s before, extended 10 times by one action",
        "settings below are refused; the real clock is extended more than ten times",
    ),
    Row(
        "11.2.2.2",
        "Pause, stop, hide",
        "nothing moves for longer than 5 s",
        "two pictures of a page that waits are the same",
    ),
    Row("11.2.3.1", "Three flashes", "nothing flashes", "two pictures of a page that waits are the same"),
    Row("11.2.4.3", "Focus order", "focus goes as one reads", "the page first, then the strips"),
    Row(
        "11.2.4.7",
        "Focus visible",
        "the focus is seen",
        "pixels: the ring changes two rows of pixels around whatever has it by 3:1, in every theme",
    ),
    Row("11.2.5.1", "Pointer gestures", "one finger and a tap are enough", "every kind of page is operated by taps"),
    Row(
        "11.2.5.2",
        "Pointer cancellation",
        "it counts when the finger goes up, and sliding off takes it back",
        "a press alone does nothing; sliding off does nothing. Keys of the keyboard count when pressed, as keys do",
    ),
    Row(
        "11.2.5.3",
        "Label in name",
        "what is written can be said",
        f"names hold the words of {SCREENS}; buttons are among the spoken commands",
    ),
    Row("11.2.5.8", "Target size (V4.1)", "24 pixels; we ask 20 mm and gaps of 3 mm", f"measured on {SCREENS}"),
    Row("11.3.2.1", "On focus", "the focus alone does nothing", "tab through every kind of page leaves it as it is"),
    Row("11.3.3.1", "Error identification", "errors are shown in words", "a refused answer of each kind of question"),
    Row(
        "11.3.3.4",
        "Error prevention",
        "what cannot be taken back is confirmed",
        "every service with an effect asks for confirmation before it",
    ),
    Row(
        "11.4.1.2",
        "Name, role, value",
        "assistive technology gets them",
        "names here; roles and values by the tests of the accessibility bus",
    ),
    Row(
        "11.5.2",
        "Interoperability with assistive technology",
        "the platform's services are used",
        "by the tests of the accessibility bus (test profile; a closed terminal has none, see 5.1)",
        HAND + ": with a screen reader on the test profile, once a release",
    ),
    Row(
        "11.7",
        "User preferences",
        "size, colours and contrast by choice",
        "the adjust panel changes size, theme, layout and language of every page",
    ),
    # ---- 12 and law ----------------------------------------------------------------------------------------------
    Row(
        "12.1.1",
        "Accessibility and compatibility features",
        "the documentation lists them",
        "the handbook names every choice of the adjust panel",
    ),
    Row(
        "12.1.2",
        "Accessible documentation",
        "the documentation is accessible itself",
        "headings in order and words for every picture in all pages of docs/",
    ),
    Row("12.2", "Support services", "support knows and can be reached by all", "", HAND + ": the operator's helpers"),
    Row(
        "BITV-7",
        "Feedback and statement (BGG § 12b, BITV § 7)",
        "barriers can be reported, the statement and the enforcement body are named",
        "*Barriere melden* and the statement, reached from home and from the adjust panel",
    ),
    Row(
        "BITV-4",
        "Sign language and plain language (BITV § 4)",
        "explanations in DGS and in plain language",
        "films of the operator have their place; `de-simple` passes the check of plain language",
    ),
)
