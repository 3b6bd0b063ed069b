// Hides what is typed into private fields, or into all: dots instead of letters, and blurred as soon as there are any.
// Both are set on the element itself and important, which no style of the page overrules; what a page takes away is put
// back before the next frame.
const PRIVATE_FILLING = /(^|\s)(username|email|tel(-\S+)?|cc-\S+|one-time-code|new-password|current-password|bday(-\S+)?)(\s|$)/;
const PRIVATE_NAME = new RegExp(
  "(^|[^a-z])(user|login|logon|e-?mail|mail|pin|tan|otp|code2fa|iban|bic|kto|konto|kunde|card|karte|cvc|cvv|tel|phone"
  + "|mobile|passwor[dt]|pass|steuer|versicher|geburt|birth|ssn)|(user|login|anmelde|benutzer|kunden|konto)[-_]?(name|nr|nummer|id|kennung)");
const HIDDEN = { "-webkit-text-security": "disc", transition: "none" };
const BLURRED = { filter: "blur(0.42em)" };
const FIGHTS_MOST = 50;
const SLOW_MS = 1500;  // a shadow tree that is put on later tells nobody

const masks = new WeakSet();
const privates = new WeakSet();
const watched = new WeakSet();
let privacy = { masked: false, spotlight: false, revealed: false };
let revealed = null;
let fights = 0;
let pending = false;
let slow = 0;
let cost = 0;

/** Whether a field holds what others must not read; one that did once always does. */
function isPrivate(element) {
  const found = privates.has(element) || looksPrivate(element);
  if (found) privates.add(element);
  return found;
}

function looksPrivate(element) {
  if (inputType(element) === "password") return true;
  if (PRIVATE_FILLING.test((attribute(element, "autocomplete") || "").toLowerCase())) return true;
  if (["email", "tel"].includes(inputType(element))) return true;
  const named = `${attribute(element, "name") || ""} ${attribute(element, "id") || ""}`;
  return PRIVATE_NAME.test(named.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase());
}

const masked = (element) => typed(element) && (privacy.masked || isPrivate(element));

function wear(element, styles, on) {
  const style = styleOf(element);
  for (const name of Object.keys(styles)) {
    if (on && (getStyle(style, name) !== styles[name] || priority(style, name) !== IMPORTANT)) {
      setStyle(style, name, styles[name], IMPORTANT);
    } else if (!on && getStyle(style, name) === styles[name] && priority(style, name) === IMPORTANT) {
      unsetStyle(style, name);
    }
  }
}

/** Let a field look as it must now. */
function dress(element) {
  if (!(element instanceof HTMLElement) || !typed(element)) return;
  const on = masked(element) && element !== revealed;
  if (!on && !masks.has(element)) return;
  masks.add(element);
  wear(element, HIDDEN, on);
  wear(element, BLURRED, on && inputType(element) !== "password" && valueOf(element) !== "");
  keeper.observe(element, { attributes: true, attributeFilter: ["style", "type", "autocomplete", "name", "id"] });
}

const keeper = new MutationObserver((records) => {
  fights += 1;
  if (fights === 1) setTimeout(() => { fights = 0; });
  // A page that answers each change by another within the same turn would hold us in it for ever.
  if (fights > FIGHTS_MOST) return later();
  for (const element of new Set(records.map((record) => record.target))) dress(element);
  return undefined;
});

const FIELDS = 'input,textarea,[contenteditable]:not([contenteditable="false"])';

function dressAll() {
  const begin = performance.now();
  pending = false;
  for (const root of roots()) {
    if (!watched.has(root)) {
      watched.add(root);
      comer.observe(root, { childList: true, subtree: true });
    }
    for (const element of all(root, FIELDS)) dress(element);
  }
  cost = performance.now() - begin;
  clearTimeout(slow);
  slow = setTimeout(dressAll, Math.max(SLOW_MS, 60 * cost));
}

/** Look at everything once more, soon; the longer that takes, the later. */
function later() {
  if (pending) return;
  pending = true;
  setTimeout(dressAll, Math.max(60, 12 * cost));
}

const comer = new MutationObserver(later);

const target = (event) => event.composedPath()[0];
for (const kind of ["focusin", "beforeinput", "input", "change", "focusout"]) {
  listen(window, kind, (event) => {
    const element = target(event);
    if (element instanceof HTMLElement) dress(element);
  }, { capture: true, passive: true });
}

function firstMasked() {
  const found = focused();
  if (found && masked(found) && inputType(found) !== "password") return found;
  for (const root of roots()) {
    for (const element of all(root, FIELDS)) {
      if (masked(element) && inputType(element) !== "password" && valueOf(element) !== "" && shown(element)) {
        return element;
      }
    }
  }
  return null;
}

/** Take what is hidden now. Passwords stay dots: showing one would need another type of field, which a page sees. */
function setPrivacy(next, reveals) {
  const before = revealed;
  privacy = { masked: next.masked === true, spotlight: next.spotlight === true, revealed: next.revealed === true };
  revealed = reveals && privacy.revealed ? firstMasked() : null;
  if (before) dress(before);
  dressAll();
  spot();
  return revealed !== null;
}

/** Whether there is a field that shows dots and that can be shown. */
const conceals = () => firstMasked() !== null;

comer.observe(document, { childList: true, subtree: true });
watched.add(document);
listen(window, "DOMContentLoaded", dressAll, { capture: true });
listen(window, "load", later, { capture: true });
