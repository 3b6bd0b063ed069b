"""Rows of chapters 5 to 8: a terminal that nobody can add to, its controls, calls, films, and the housing."""

from __future__ import annotations

from tests.clauses.row import HARDWARE, INSTALLER, NONE, SCREENS, Row

_CALL = "no call exists yet; the rows are filled with the first one"
_PLACE = "where and how the housing is set up decides; [installation.md](installation.md) has the line"

CLOSED: tuple[Row, ...] = (
    # ---- 5.1 -----------------------------------------------------------------------------------------------------
    Row(
        "5.1.2.2",
        "Assistive technology",
        "what nobody can add to is accessible by itself",
        f"all rows below; {SCREENS}",
    ),
    Row(
        "5.1.3.1",
        "Audio output of visual information",
        "all that is needed to use it is spoken",
        f"all words of {SCREENS} are in what is read aloud",
    ),
    Row(
        "5.1.3.2",
        "Auditory output delivery",
        "by a jack, or by a loudspeaker",
        "headphones: private route; loudspeaker: real sound server",
        HARDWARE + ": the jack is in the housing; what is played is recorded in the tests of speech",
    ),
    Row(
        "5.1.3.3",
        "Auditory output correlation",
        "speech and display go together",
        "what is said is the page that is shown, in the same words",
    ),
    Row(
        "5.1.3.4",
        "Speech output user control",
        "interrupted and repeated at will",
        "the same button stops and begins anew, on a real visit",
    ),
    Row(
        "5.1.3.5",
        "Speech output automatic interruption",
        "one utterance at a time; an action stops the one before",
        "a new page silences or replaces what is said",
    ),
    Row(
        "5.1.3.6",
        "Speech output for non-text content",
        "pictures that say something have words",
        "no button without a spoken name; pictograms beside words are decoration",
    ),
    Row(
        "5.1.3.7",
        "Speech output for video information",
        "what a video shows is spoken where it is needed",
        "the films say in sign language what stands written and is read aloud beside them",
        NONE + ": no film holds anything that is not written beside it",
    ),
    Row(
        "5.1.3.8",
        "Masked entry",
        "what is dotted is not spoken character by character",
        "a hidden field is said by its length only",
    ),
    Row(
        "5.1.3.9",
        "Private access to personal data",
        "personal data is spoken only on a private way",
        f"private values of {SCREENS} are not in what is read aloud",
    ),
    Row(
        "5.1.3.10",
        "Non-interfering audio output",
        "no other sound for longer than 3 seconds beside speech",
        "the gong and speech are one queue; the longest sound that is no speech is measured",
    ),
    Row(
        "5.1.3.12",
        "Speaker volume",
        "loudspeaker louder and quieter, up to 65 dBA",
        "volume in steps by the adjust panel; how loud it is in the room: see installation.md",
    ),
    Row(
        "5.1.3.13",
        "Volume reset",
        "back to the ordinary volume for the next person",
        "each visitor process begins at the configured volume",
    ),
    Row(
        "5.1.3.14",
        "Spoken languages",
        "speech is in the language of the display",
        "what is said carries the locale that was chosen",
    ),
    Row(
        "5.1.3.15",
        "Non-visual error identification",
        "errors are said",
        "a refused answer of each kind of question is said in the words that are shown",
    ),
    Row(
        "5.1.3.16",
        "Receipts, tickets and results",
        "results are said, and what is printed as well",
        "the number on the ticket is spoken on the page that shows it",
    ),
    Row(
        "5.1.4",
        "Functionality closed to text enlargement",
        "a capital H subtends 0.7 degrees",
        f"font metrics of {SCREENS}: 7.3 mm at 600 mm; other distances and pixels by the configured screen",
    ),
    Row(
        "5.1.5",
        "Visual output for auditory information",
        "what is heard is seen",
        "all that is said is captioned, whole",
    ),
    Row(
        "5.1.6.1",
        "Operation without keyboard interface",
        "all of it can be operated without sight",
        "every kind of page by keys alone, and every word spoken (5.1.3.1)",
    ),
    Row(
        "5.1.6.2",
        "Input focus",
        "the focus is seen, goes everywhere and out again",
        "tab through every kind of page: each control once, and back to the first",
    ),
    Row(
        "5.1.7",
        "Access without speech",
        "nothing needs a voice",
        "services finished by touch and by keys alone, with no microphone",
    ),
    Row(
        "5.1.8",
        "Purpose of input fields (V4.1)",
        "fields about the person say what they are for",
        "no field asks for a name, address or number of the person; each has a name that says what it is for",
    ),
    # ---- 5.2 to 5.9 ----------------------------------------------------------------------------------------------
    Row(
        "5.2",
        "Activation of accessibility features",
        "an aid is switched on without needing it",
        "voice guide from the welcome screen by one touch, key or number; reading aloud by the strip",
    ),
    Row("5.3", "Biometrics", "no biometric way is the only one", "there is none", NONE + ": no biometrics"),
    Row(
        "5.4",
        "Preservation of accessibility information during conversion",
        "conversions keep it",
        "nothing is converted but to paper",
        NONE + ": paper only",
    ),
    Row(
        "5.5.1",
        "Means of operation",
        "no grasping, pinching or twisting",
        "touch, keys or one switch",
        HARDWARE + ": the keypad of the housing; on the screen a tap is enough (11.2.5.1)",
    ),
    Row(
        "5.5.2",
        "Operable parts discernibility",
        "each part is felt without being operated",
        "keys of the keypad",
        HARDWARE + ": the keypad of the housing",
    ),
    Row(
        "5.6.1",
        "Tactile or auditory status",
        "a toggle is heard or felt",
        "each choice of the adjust panel that is on is said to be on",
    ),
    Row(
        "5.6.2",
        "Visual status",
        "a toggle is seen",
        "on and off differ by 3:1 in a picture without colour, in every theme",
    ),
    Row(
        "5.7",
        "Key repeat",
        "a key held down counts once, or the delay can be set",
        "a held key of a button and of the keyboard strikes once",
    ),
    Row(
        "5.8",
        "Double-strike key acceptance",
        "a second strike within 0.5 s does not count",
        "touch, keys and the place under a changed screen",
    ),
    Row(
        "5.9",
        "Simultaneous user actions",
        "nothing needs two actions at once",
        "every key of the keyboard and every control answers to one touch; shift stays",
    ),
    # ---- 6 to 8 --------------------------------------------------------------------------------------------------
    Row(
        "6",
        "Two-way voice communication: 6.1 to 6.6",
        "bandwidth, real-time text, caller's picture, sign language",
        "",
        NONE + f": {_CALL}",
    ),
    Row(
        "7",
        "Video: captions and audio description",
        "players show captions and play descriptions",
        "the films are sign language without sound; their text stands beside them",
        NONE + ": films have no sound to caption",
    ),
    Row("8.1.2", "Standard connections", "plugs and radio are of a standard", "USB and a 3.5 mm jack", HARDWARE),
    Row("8.1.3", "Colour", "colour is not the only means on hardware", "marks on keypad and slots", HARDWARE),
    Row(
        "8.3.1",
        "Forward or side reach",
        "operable parts are reached from the front or the side",
        "high and low edge of screen, keypad, jack, slots",
        INSTALLER + f": {_PLACE}",
    ),
    Row(
        "8.3.2",
        "Forward reach",
        "1 220 mm high, 380 mm low; knee and toe space where obstructed",
        "the low layout brings all that is operated into the lower 60 %",
        INSTALLER + f": {_PLACE}",
    ),
    Row("8.3.3", "Side reach", "1 220 mm high, 380 mm low; less where obstructed", "", INSTALLER + f": {_PLACE}"),
    Row("8.3.4", "Clear floor or ground space", "760 mm by 1 220 mm, level", "", INSTALLER + f": {_PLACE}"),
    Row("8.3.5", "Visibility", "read from a point 1 015 mm above the floor", "", INSTALLER + f": {_PLACE}"),
    Row(
        "8.3.6",
        "Installation instructions",
        "instructions tell how to keep to 8.3",
        "installation.md has every measure of 8.3.2 to 8.3.5",
    ),
    Row(
        "8.4",
        "Mechanically operable parts",
        "numeric keys like a telephone's, 22.2 N at most, orientation of slots felt",
        "digits of our pad stand as on a telephone",
        HARDWARE + ": keypad, slots and jack of the housing",
    ),
)
