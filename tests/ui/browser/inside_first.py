from tests.ui.browser.pages import *
import kiosk.look, sys
from kiosk.look.fonts import load_fonts
from kiosk.visitor.app import application
app = application(["x"]); load_fonts()
page = HEAD + "<title>x</title><h1>Anmelden</h1><form><p><label>Benutzername <input id=u name=username></label><p><label>Passwort <input id=p type=password></label><p><input id=c type=submit value=Anmelden></form><p><a href=/b>Hilfe</a>" + "<p>Text</p>"*60
with gate({"bank.example/": page}) as port:
    s = Stand(app, port); s.open()
    print(s.browser.state, s.js("location.href"), s.js("document.documentElement.outerHTML.slice(0,300)"))
    print([s.js(x) for x in ("[1,2]","[1.5,2]","['a']","({a:1})","true","JSON.stringify([1,2])","null")])
    s.touch("#u")
    s.wait(lambda: s.desk.keys); s.rest(0.5)
    s.type("anna"); s.rest(0.5)
    print(s.js("document.activeElement.value"), s.js("document.querySelector('#u').style.cssText"))
    print(s.js("stadtteil.conceals()",1), s.aids.conceals, s.aids.room)
    s.terminal.app.window.grab().save("/tmp/pg/s1.png")
    s.desk.keys.buttons["done"].strike(); s.rest(0.3)
    s.desk.number(); s.wait(lambda: s.aids.names); s.rest(0.5)
    print(s.aids.names)
    s.terminal.app.window.grab().save("/tmp/pg/s2.png")
    got=[]
    s.terminal.page.read(got.append); s.wait(lambda: got); print(got)
