// Numbers beside everything that can be chosen and is in sight. They vanish with the first touch.
const NUMBER_STYLES = `
  .number { position: absolute; font: 700 19px/1.15 sans-serif; color: #000; background: #ffd60a; border: 2px solid #000;
    outline: 2px solid #fff; border-radius: 7px; padding: 1px 6px; white-space: nowrap; direction: ltr; }
  .number.out { display: none; }`;
const CHOICES = 'a[href],area[href],button,input:not([type="hidden"]),select,textarea,summary,[role="button"],'
  + '[role="link"],[role="tab"],[role="menuitem"],[role="checkbox"],[role="radio"],[role="switch"],[role="option"],'
  + '[onclick],[contenteditable]:not([contenteditable="false"]),label[tabindex],video[controls],audio[controls]';
const BY_ENTER = 'a[href],area[href],button,summary,input[type="submit"],input[type="button"],input[type="reset"],'
  + 'input[type="image"],input[type="file"]';
const BY_SPACE = 'input[type="checkbox"],input[type="radio"],select';

let numbered = [];
let numberLayer = null;
let moving = 0;

/** Where in sight an element can be touched; null where something else lies over it or it is out of sight. */
function spotOf(element) {
  for (const found of rectangles(element)) {
    const left = Math.max(0, found.left), right = Math.min(innerWidth, found.right);
    const top = Math.max(0, found.top), bottom = Math.min(innerHeight, found.bottom);
    if (right - left < 4 || bottom - top < 4) continue;
    const x = (left + right) / 2, y = (top + bottom) / 2;
    const root = rootOf(element);
    const at = isShadow(root) ? atInShadow(root, x, y) : atInDocument(document, x, y);
    if (at && (at === element || contains(element, at) || contains(at, element))) return { left, top };
    const beside = at && closest(at, "label");
    if (beside && beside.control === element) return { left, top };
  }
  return null;
}

function namesOf(element) {
  const image = inElement(element, "img[alt]")[0];
  if (matches(element, "input,select,textarea")) {
    const says = ["submit", "button", "reset"].includes(inputType(element)) ? valueOf(element) : "";
    return words(says || label(element), 80);
  }
  return words(attribute(element, "aria-label") || textOf(element) || (image && attribute(image, "alt")) || "", 80);
}

/** Number what is in sight, from `first` on and at most `most`; gives the names in order. */
function numbers(first, most) {
  unnumber();
  const found = [];
  for (const root of roots()) {
    for (const element of all(root, CHOICES)) {
      if (found.length >= most) break;
      if (!(element instanceof HTMLElement) || has(element, "disabled") || attribute(element, "aria-disabled") === "true") continue;
      if (found.length && contains(found[found.length - 1].element, element)) continue;
      if (!shown(element, { opacityProperty: true, visibilityProperty: true })) continue;
      const place = spotOf(element);
      if (place) found.push({ element, place });
    }
  }
  if (!found.length) return [];
  numberLayer = layer(NUMBER_STYLES, false);
  numbered = found.map(({ element, place }, index) => {
    const badge = create(document, "div");
    badge.className = "number";
    badge.textContent = String(first + index);
    append(numberLayer.shadow, badge);
    lay(badge, place);
    return { element, badge };
  });
  numberLayer.show();
  return found.map(({ element }) => namesOf(element));
}

/** Above the first letters, so that the words can still be read. */
function lay(badge, place) {
  const wide = 14 + 11 * badge.textContent.length;
  badge.style.left = `${Math.max(1, place.left - wide / 2)}px`;
  badge.style.top = `${Math.max(1, place.top - 15)}px`;
}

function unnumber() {
  if (numberLayer) numberLayer.host.remove();
  numberLayer = null;
  numbered = [];
}

/** Choose the one at `index`; gives the key that does the rest: "enter", "space", "type" or "". */
function choose(index) {
  const chosen = numbered[index];
  unnumber();
  if (!chosen || !connected(chosen.element)) return "none";
  const { element } = chosen;
  focusOn(element);
  if (focused() === element) {
    if (matches(element, BY_ENTER)) return "enter";
    if (matches(element, BY_SPACE)) return "space";
    if (typed(element)) return "type";
  }
  uncurried(HTMLElement.prototype.click)(element);
  return "";
}

for (const kind of ["scroll", "resize"]) {
  listen(window, kind, () => {
    if (!numberLayer || moving) return;
    moving = requestAnimationFrame(() => {
      moving = 0;
      for (const { element, badge } of numbered) {
        const place = spotOf(element);
        badge.classList.toggle("out", !place);
        if (place) lay(badge, place);
      }
    });
  }, { capture: true, passive: true });
}
listen(window, "pointerdown", unnumber, { capture: true, passive: true });
