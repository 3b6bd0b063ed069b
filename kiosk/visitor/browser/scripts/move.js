// Moving the page, and the field that is typed into where it can be seen.
const SHARE = 0.8;
const tall = getter(Element, "scrollHeight");
const high = getter(Element, "clientHeight");
const upper = getter(Element, "scrollTop");
const parentElementOf = getter(Node, "parentElement");
const leftOf = getter(Element, "scrollLeft");
const scrollTo = uncurried(Element.prototype.scrollTo);
const scrollBy = uncurried(Element.prototype.scrollBy);

/** What scrolls: the innermost large part that can, else the page. */
function scrolled() {
  const page = scroller(document) || html(document);
  if (tall(page) > innerHeight + 4) return page;
  let at = atInDocument(document, innerWidth / 2, innerHeight / 2);
  while (at && at !== page) {
    if (tall(at) > high(at) + 4 && /(auto|scroll)/.test(getComputedStyle(at).overflowY)) return at;
    at = parentElementOf(at);
  }
  return page;
}

/** Move by the larger part of what is seen; `way` is -1 or 1. */
function move(way) {
  const part = scrolled();
  const height = part === scroller(document) ? innerHeight : high(part);
  scrollBy(part, { top: way * height * SHARE, behavior: "instant" });
  return room();
}

/** Whether there is more above and below. */
function room() {
  const part = scrolled();
  const height = part === scroller(document) ? innerHeight : high(part);
  return [upper(part) > 2, upper(part) + height < tall(part) - 2];
}

/** Bring the field that has the focus into the middle, where neither keyboard nor standing headers hide it. */
function showField() {
  const found = focused();
  if (!found) return false;
  const page = scroller(document) || html(document);
  const left = rectangle(found).left, before = leftOf(page);
  intoView(found, { block: "center", inline: "nearest", behavior: "instant" });
  // Where it begins in sight its words before it stay there too.
  if (left >= 0 && left < 0.75 * innerWidth) scrollTo(page, { left: before, top: upper(page), behavior: "instant" });
  return true;
}

Object.defineProperty(globalThis, "stadtteil", {
  value: Object.freeze({ setPrivacy, conceals, numbers, unnumber, choose, read, here, move, room, showField }),
});
