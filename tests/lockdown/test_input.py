"""Keys and pointer against our own screens. The control does the same strokes at a bare Qt program."""

from __future__ import annotations

import random
import subprocess

import pytest

from tests.lockdown.entries import Entry, marked
from tests.lockdown.hand import HEIGHT, WIDTH
from tests.lockdown.stand import Bare, Scene, Stand
from tests.pairwise import current_seed

pytestmark = [pytest.mark.xvfb, pytest.mark.xdist_group("lockdown-input"), pytest.mark.timeout(120)]

F_KEYS = [f"F{number}" for number in range(1, 13)]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MEDIA = (  # noqa: SIM905 - a list of words is read more easily
    "WWW HomePage Mail Calculator Search Explorer MyComputer Favorites Tools Messenger Phone Close Reload Back Forward "
    "New Save Send Cut Copy Paste Sleep WakeUp PowerOff Suspend Eject Display WLAN Bluetooth TouchpadToggle "
    "AudioPlay AudioStop AudioNext AudioPrev AudioRaiseVolume AudioLowerVolume AudioMute AudioMedia AudioMicMute "
    "Launch1 Launch5 LaunchA LaunchB ScreenSaver MonBrightnessUp MonBrightnessDown KbdBrightnessUp RotateWindows"
).split()


def virtual_terminals(scene: Scene) -> None:
    scene.hand.keys(*(f"Control+Alt+{key}" for key in F_KEYS), "Alt+Left", "Alt+Right")


def media(scene: Scene) -> None:
    names = [f"XF86_{name}" for name in MEDIA if scene.hand.has(f"XF86_{name}")]
    assert len(names) > 20, "most of these keys are on the keyboard"
    scene.hand.keys(*names)


def thumbs(scene: Scene) -> None:
    for number in (8, 9, 10):
        scene.hand.button(number, scene.field, 3)


def zoom(scene: Scene) -> None:
    scene.hand.down("Control")
    scene.hand.button(4, scene.field, 10)
    scene.hand.button(5, scene.field, 20)
    scene.hand.up("Control")
    scene.hand.keys(
        "Control+plus" if scene.hand.has("plus") else "Control+equal", "Control+minus", "Control+0", times=5
    )


def wheels(scene: Scene) -> None:
    for held in ("Shift", "Alt", "Super"):
        scene.hand.down(held)
        for number in (4, 5, 6, 7):
            scene.hand.button(number, scene.field, 20)
        scene.hand.up(held)


def right_clicks(scene: Scene) -> None:
    for x in range(60, WIDTH, 300):
        for y in range(40, HEIGHT, 170):
            scene.hand.button(3, (x, y))
    scene.hand.button(3, scene.field)


def long_presses(scene: Scene) -> None:
    """Longer than Qt's own time for press and hold (800 ms), in a field."""
    scene.hand.press(scene.field)
    scene.settle()
    subprocess.run(["sleep", "0.9"], check=True)  # the time is what is tried
    scene.hand.release()


def flood(scene: Scene) -> None:
    for _ in range(25):
        scene.hand.keys(*"asdfghjkl", "Return", "Tab")


def shift_five_times(scene: Scene) -> None:
    scene.hand.keys("Shift", times=6)
    scene.hand.keys("Shift+Num_Lock")
    scene.hand.keys("KP_Left", "KP_Up", "KP_5", "KP_Add", times=5)
    scene.hand.keys("Shift+Num_Lock", "Num_Lock", "Num_Lock")


def layouts(scene: Scene) -> None:
    """The same places on the keyboard mean other keys; what is forbidden by name must not come back by place."""
    environment = scene.hand.server.environment()
    try:
        for layout in ("de", "ru", "ara", "fr"):
            subprocess.run(
                ["setxkbmap", f"{layout},us", "-option", "grp:alt_shift_toggle"], env=environment, check=True
            )
            for letter in "qwnopstuahjik":
                scene.hand.keys(f"Control+{letter}", f"Control+Shift+{letter}", f"Control+Alt+{letter}")
            scene.hand.keys("Alt+Shift", "Alt+F4", "Control+q", "Shift+F10", "Menu", "Alt+Shift")
    finally:
        subprocess.run(["setxkbmap", "us", "-option"], env=environment, check=True)


def dead_keys(scene: Scene) -> None:
    environment = scene.hand.server.environment()
    try:
        options = ["-option", "compose:ralt", "-variant", "intl"]
        subprocess.run(["setxkbmap", "us", *options], env=environment, check=True)
        scene.hand.keys("apostrophe", "e", "grave", "a", "Shift+grave", "n", "Shift+6", "Shift+6", "Shift+6")
        scene.hand.keys("Alt_R", "o", "c", "Alt_R", "Alt_R", "Escape", "Shift+apostrophe", "Tab")
    finally:
        subprocess.run(["setxkbmap", "us", "-option"], env=environment, check=True)


def pickers(scene: Scene) -> None:
    scene.hand.keys("Control+period", "Control+semicolon", "Control+Shift+e", "Super+period", "Super+semicolon")
    scene.hand.keys("Control+Shift+u")
    scene.hand.write("1f600 ")
    scene.hand.keys("Control+Shift+u", *"202e", "Return")


def input_methods(scene: Scene) -> None:
    scene.hand.keys(
        "Control+space", "Super+space", "Shift+space", "Control+Shift", "Alt+Shift", "Caps_Lock", "Caps_Lock"
    )
    names = ["Henkan_Mode", "Muhenkan", "Hiragana_Katakana", "Zenkaku_Hankaku", "Hangul", "Hangul_Hanja"]
    scene.hand.keys(*(name for name in names if scene.hand.has(name)))


def scanner_controls(scene: Scene) -> None:
    """A reader of codes sends GS, RS, EOT as Control with a sign, then Escape and what terminals take for commands."""
    for chord in ("Control+bracketright", "Control+6", "Control+d", "Control+j", "Control+m", "Control+i", "Control+c"):
        scene.hand.keys(chord)
        scene.hand.write("0104012345678901")
    scene.hand.keys("Escape", "bracketleft", "2", "0", "0", "Shift+grave", "Escape", "Shift+o", "Shift+p")
    scene.hand.keys("F1", "Tab", "Return", "Control+Alt+Delete")


def long_scan(scene: Scene) -> None:
    for _ in range(10):
        scene.hand.write("WWW.EXAMPLE.ORG/?A=%27;--<SCRIPT>" * 6)
        scene.hand.keys("Return")


def scanned_commands(scene: Scene) -> None:
    scene.hand.keys("Super+r")
    scene.hand.write("cmd.exe /c start")
    scene.hand.keys("Return", "Control+Alt+t")
    scene.hand.write("xterm &")
    scene.hand.keys("Return", "Alt+F2")
    for code in ("0", "2", "7"):
        scene.hand.down("Alt")
        scene.hand.keys("KP_Insert", f"KP_{ {'0': 'Insert', '2': 'Down', '7': 'Home'}[code] }")
        scene.hand.up("Alt")


def select_and_copy(scene: Scene) -> None:
    scene.hand.write("a private word")
    scene.hand.keys("Control+a", "Control+c", "Control+Insert", "Control+x", "Control+z", "Shift+Home", "Shift+Delete")


def select(scene: Scene) -> None:
    scene.hand.write("a private word")
    scene.hand.keys("Shift+Home", "Control+a")
    scene.hand.button(1, scene.field, 3)


def nothing_offered(stand: Stand) -> list[str]:
    """After the end neither selection has an owner, so nothing can be pasted by the next one."""
    return [f"text is offered in {name}" for name in ("PRIMARY", "CLIPBOARD") if stand.hand.owner(name)]


def drag_text(scene: Scene) -> None:
    scene.hand.write("words to drag")
    scene.hand.keys("Control+a")
    x, y = scene.field
    for target in ((x, y + 200), (5, 5), (WIDTH - 5, HEIGHT - 5)):
        scene.hand.press((160, y))
        scene.hand.move((190, y))
        scene.settle()
        scene.hand.move((x, y + 60))
        scene.hand.move(target)
        scene.hand.release()


def drag_windows(scene: Scene) -> None:
    for held in ("Alt", "Super", "Control"):
        scene.hand.down(held)
        scene.hand.drag((900, 160), (300, 700))
        scene.hand.drag((900, 160), (1200, 900), 3)
        scene.hand.up(held)
    for start in ((960, 0), (0, 0), (WIDTH - 1, HEIGHT - 1), (0, 500), (WIDTH - 1, 500)):
        scene.hand.drag(start, (960, 600))


def tabs(scene: Scene) -> None:
    scene.hand.keys("Tab", times=60)
    scene.hand.keys("Shift+Tab", times=60)
    scene.hand.keys("Control+Tab", "Control+Shift+Tab", "Control+F6", "Alt+Tab", "Alt+Escape", times=5)


def hover(scene: Scene) -> None:
    """A pointer that rests for longer than the 700 ms after which Qt shows tooltips."""
    scene.hand.move((scene.button[0] - 4, scene.button[1]))
    scene.hand.move(scene.button)
    subprocess.run(["sleep", "0.9"], check=True)  # the time is what is tried


def hammer(scene: Scene) -> None:
    """What a child does; by chance, with the seed of the run. Not in the corners that call for staff, nor on help."""
    chance = random.Random(current_seed())
    names = [*LETTERS, *F_KEYS, "Escape", "Tab", "Return", "space", "Menu", "Home", "Delete", "Print", "Pause"]
    held = ["Control", "Alt", "Shift", "Super"]
    for _ in range(150):
        if chance.random() < 0.3:
            place = (chance.randrange(WIDTH), chance.randrange(150, HEIGHT - 160))
            scene.hand.button(chance.choice([1, 1, 1, 2, 3, 8, 9]), place)
        else:
            scene.hand.keys("+".join([*chance.sample(held, chance.randrange(3)), chance.choice(names)]))


def letters_with(*held: str) -> list[str]:
    return ["+".join([*held, letter]) for letter in LETTERS]


def chords(*names: str, times: int = 1) -> object:
    """Make an act of key chords."""
    return lambda scene: scene.hand.keys(*names, times=times)


def entry(number: str, title: str, act: object, control: str = "key", **more: object) -> Entry:
    return Entry(number, title, act, control, **more)  # type: ignore[arg-type]


ENTRIES = [
    entry("I-01", "Ctrl+Alt+F1 to F12 and Alt+arrows: another virtual terminal", virtual_terminals),
    entry("I-02", "Ctrl+Alt+Delete, Ctrl+Alt+Backspace, Ctrl+Alt+Escape: restart or kill the display", chords(
        "Control+Alt+Delete", "Control+Alt+BackSpace", "Control+Alt+Escape", "Control+Alt+KP_Multiply",
        "Control+Alt+KP_Divide")),
    entry("I-03", "Alt+F4: close the window", chords("Alt+F4", times=3), "close"),
    entry("I-04", "Ctrl+W, Ctrl+F4: close the window", chords("Control+w", "Control+Shift+w", "Control+F4"), "close"),
    entry("I-05", "Ctrl+Q: quit the program", chords("Control+q", "Control+Shift+q"), "quit"),
    entry("I-06", "Super, Super with every letter, Alt+Space, Alt+F2: a desktop's shortcuts", chords(
        "Super", *letters_with("Super"), "Alt+space", "Alt+F2", "Super+Shift+s")),
    entry("I-07", "the menu key and Shift+F10 in a text field: its menu", chords("Menu", "Shift+F10"), "menu"),
    entry("I-08", "F1 and Shift+F1: help", chords("F1", "Shift+F1"), "help"),
    entry("I-09", "F2 to F12, alone and with Shift, Ctrl, Alt", chords(
        *F_KEYS[1:], *(f"{held}+{key}" for held in ("Shift", "Control") for key in F_KEYS), "Alt+F5", "Alt+F9")),
    entry("I-10", "media keys: browser, mail, calculator, search, sleep, power, eject, radio, display", media),
    entry("I-11", "Print, Pause, Scroll Lock, Alt+SysRq with every letter", chords(
        "Print", "Alt+Print", "Shift+Print", "Pause", "Scroll_Lock", "Scroll_Lock",
        *(f"Alt+Print+{letter}" for letter in LETTERS))),
    entry("I-12", "Ctrl with every letter: open, print, save, source, history, search, address", chords(
        *letters_with("Control")), "copy"),
    entry("I-13", "Ctrl+Shift with every letter, F12: developer tools, private window", chords(
        *letters_with("Control", "Shift"), "F12")),
    entry("I-14", "mouse buttons 8, 9 and 10: history", thumbs, "button"),
    entry("I-15", "the right button all over a screen with a text field", right_clicks, "menu"),
    entry("I-16", "a long press in a text field", long_presses, "button"),
    entry("I-17", "Ctrl with the wheel, plus, minus and 0: zoom", zoom, "wheel"),
    entry("I-18", "the wheel in all directions with Shift, Alt and Super", wheels, "wheel"),
    entry("I-19", "keys as fast as they go: 275 strokes", flood, "text"),
    entry("I-20", "Shift six times, Shift+Num Lock: sticky keys and the pointer moved by keys", shift_five_times),
    entry("I-21", "forbidden chords under German, Russian, Arabic and French layouts", layouts),
    entry("I-22", "dead keys, the compose key, half a sequence and then Tab", dead_keys, "text"),
    entry("I-23", "pickers of emoji and of code points, a code point that turns the writing round", pickers),
    entry("I-24", "keys that switch input methods and layouts", input_methods),
    entry("I-25", "a scanner that sends control characters and escape sequences", scanner_controls, "text"),
    entry("I-26", "a scanner that sends 2 000 characters with Enter among them", long_scan, "text"),
    entry("I-27", "a scanner that types Win+R and commands, and codes by Alt and digits", scanned_commands, "text"),
    entry("I-28", "select and copy, cut, in every way of the keyboard", select_and_copy, "copy", after=nothing_offered),
    entry("I-29", "select by Shift, Ctrl+A and three clicks: the primary selection", select, "select",
          after=nothing_offered),
    entry("I-30", "drag text to another field and to the edges", drag_text, "drag"),
    entry("I-31", "drag the window with Alt, Super, Ctrl, and from the edges of the screen", drag_windows, "button"),
    entry("I-32", "Tab 60 times each way, Ctrl+Tab, Alt+Tab: focus on something hidden", tabs, "focus"),
    entry("I-33", "Escape and Backspace 60 times: back beyond the beginning", chords("Escape", "BackSpace", times=60)),
    entry("I-34", "a pointer that rests: tooltips over the strip", hover, "tooltip"),
    entry("I-35", "a child hammers on keys and screen, by chance", hammer),
    entry("I-36", "the same on the welcome screen", hammer, place="welcome"),
]  # fmt: skip


@marked(ENTRIES)
def test_keys_and_pointer_open_nothing(entry: Entry, stand: Stand, bare_program: Bare) -> None:
    seen = bare_program.what(entry.act)
    assert entry.control in seen, "the control: a bare program is reached by the same strokes"
    stand.go(entry.place)
    entry.act(stand.scene)
    problems = stand.problems()
    if entry.after is not None:
        problems += entry.after(stand)
    assert problems == []
